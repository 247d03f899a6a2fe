namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class HandedOverEnds(ITestOutputHelper output) : EndConformance(output)
{
    private protected override Lane CreateLane() => new HandedOverLane();
}
