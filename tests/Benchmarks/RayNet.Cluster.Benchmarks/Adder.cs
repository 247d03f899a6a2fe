namespace RayNet.Cluster.Benchmarks;

/// <summary>An actor as the peers have it.</summary>
[Actor]
public sealed class Adder
{
    public int AddOne(int value) => value + 1;

    public ReadOnlyMemory<byte> Echo(ReadOnlyMemory<byte> payload) => payload;
}
