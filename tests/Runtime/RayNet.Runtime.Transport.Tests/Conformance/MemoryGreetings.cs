namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class MemoryGreetings : GreetingConformance
{
    private protected override Lane CreateLane() => new MemoryLane();
}
