namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class HandedOverFlows : FlowConformance
{
    private protected override Lane CreateLane() => new HandedOverLane();
}
