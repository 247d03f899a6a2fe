namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class GrpcFlows : FlowConformance
{
    private protected override Lane CreateLane() => new GrpcLane();
}
