namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class GrpcEnds(ITestOutputHelper output) : EndConformance(output)
{
    private protected override Lane CreateLane() => new GrpcLane();
}
