namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class MemoryEnds(ITestOutputHelper output) : EndConformance(output)
{
    private protected override Lane CreateLane() => new MemoryLane();
}
