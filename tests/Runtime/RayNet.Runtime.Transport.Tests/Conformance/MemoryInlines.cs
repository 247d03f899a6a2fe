namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class MemoryInlines(ITestOutputHelper output) : InlineConformance(output)
{
    private protected override Lane CreateLane() => new MemoryLane();
}
