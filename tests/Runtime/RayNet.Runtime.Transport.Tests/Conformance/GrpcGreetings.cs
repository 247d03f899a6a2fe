namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class GrpcGreetings : GreetingConformance
{
    private protected override Lane CreateLane() => new GrpcLane();
}
