namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class MemoryFrames(ITestOutputHelper output) : FrameConformance(output)
{
    private protected override Lane CreateLane() => new MemoryLane();
}
