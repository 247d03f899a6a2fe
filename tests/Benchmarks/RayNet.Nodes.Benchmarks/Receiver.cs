namespace RayNet.Nodes.Benchmarks;

/// <summary>What runs on the receiving nodes.</summary>
public static class Receiver
{
    [Remote]
    public static int Length(ReadOnlyMemory<byte> block) => block.Length;
}
