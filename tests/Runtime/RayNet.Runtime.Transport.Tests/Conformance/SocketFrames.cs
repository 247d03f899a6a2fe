namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class SocketFrames(ITestOutputHelper output) : FrameConformance(output)
{
    private protected override Lane CreateLane() => new SocketLane();
}
