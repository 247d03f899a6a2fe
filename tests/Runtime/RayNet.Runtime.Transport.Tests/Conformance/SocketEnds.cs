namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class SocketEnds(ITestOutputHelper output) : EndConformance(output)
{
    private protected override Lane CreateLane() => new SocketLane();
}
