namespace RayNet.Testing.Tests;

/// <summary>An actor that says where it lives.</summary>
[Actor]
internal sealed class Resident
{
    public string Node() => RayContext.Current!.NodeId.ToString();
}
