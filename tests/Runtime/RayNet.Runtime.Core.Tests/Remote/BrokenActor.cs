namespace RayNet.Runtime.Tests;

[Actor]
internal sealed class BrokenActor
{
    public BrokenActor(string message) => throw new ShopException(message);

    public int Ping() => 1;
}
