namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class SocketInlines(ITestOutputHelper output) : InlineConformance(output)
{
    private protected override Lane CreateLane() => new SocketLane();
}
