namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class GrpcInlines(ITestOutputHelper output) : InlineConformance(output)
{
    private protected override Lane CreateLane() => new GrpcLane();
}
