namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class HandedOverFrames(ITestOutputHelper output) : FrameConformance(output)
{
    private protected override Lane CreateLane() => new HandedOverLane();
}
