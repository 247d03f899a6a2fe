namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class SecuredFrames(ITestOutputHelper output) : FrameConformance(output)
{
    private protected override Lane CreateLane() => new SecuredLane();
}
