namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class GrpcFrames(ITestOutputHelper output) : FrameConformance(output)
{
    private protected override Lane CreateLane() => new GrpcLane();
}
