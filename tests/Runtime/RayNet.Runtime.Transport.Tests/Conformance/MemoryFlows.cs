namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class MemoryFlows : FlowConformance
{
    private protected override Lane CreateLane() => new MemoryLane();
}
