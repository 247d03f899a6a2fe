namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class SecuredInlines(ITestOutputHelper output) : InlineConformance(output)
{
    private protected override Lane CreateLane() => new SecuredLane();
}
