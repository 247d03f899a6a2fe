namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class SocketGreetings : GreetingConformance
{
    private protected override Lane CreateLane() => new SocketLane();
}
