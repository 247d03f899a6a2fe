namespace RayNet.Testing.Tests;

/// <summary>An actor whose constructor keeps references.</summary>
[Actor]
internal sealed class Listing(List<ObjectRef<int>> items)
{
    public int Count() => items.Count;
}
