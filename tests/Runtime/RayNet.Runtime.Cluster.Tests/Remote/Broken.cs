namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Its constructor throws.</summary>
[Actor]
internal sealed class Broken
{
    public Broken(string message) => throw new ShopException(message);

    public int Ping() => 1;
}
