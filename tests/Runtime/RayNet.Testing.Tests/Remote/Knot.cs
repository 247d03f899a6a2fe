namespace RayNet.Testing.Tests;

/// <summary>What can contain itself.</summary>
[MaxDepth(10)]
internal sealed class Knot
{
    public Knot? Next { get; set; }
}
