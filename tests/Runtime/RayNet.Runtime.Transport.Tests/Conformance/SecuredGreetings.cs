namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class SecuredGreetings : GreetingConformance
{
    private protected override Lane CreateLane() => new SecuredLane();
}
