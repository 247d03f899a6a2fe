namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class SecuredEnds(ITestOutputHelper output) : EndConformance(output)
{
    private protected override Lane CreateLane() => new SecuredLane();
}
