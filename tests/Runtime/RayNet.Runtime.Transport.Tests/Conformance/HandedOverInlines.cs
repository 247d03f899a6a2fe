namespace RayNet.Runtime.Transport.Tests.Conformance;

public sealed class HandedOverInlines(ITestOutputHelper output) : InlineConformance(output)
{
    private protected override Lane CreateLane() => new HandedOverLane();
}
