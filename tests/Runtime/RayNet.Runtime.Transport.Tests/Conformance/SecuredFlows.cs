namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class SecuredFlows : FlowConformance
{
    private protected override Lane CreateLane() => new SecuredLane();
}
