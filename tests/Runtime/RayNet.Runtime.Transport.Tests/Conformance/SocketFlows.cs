namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class SocketFlows : FlowConformance
{
    private protected override Lane CreateLane() => new SocketLane();
}
