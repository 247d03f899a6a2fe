namespace RayNet.Testing.TestApp;

/// <summary>An actor that drivers find by its name.</summary>
[Actor]
internal sealed class Keeper
{
    public int Ask() => 42;
}
