namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class HandedOverGreetings : GreetingConformance
{
    private protected override Lane CreateLane() => new HandedOverLane();
}
