namespace RayNet.Abstractions.Tests.Transfer;

internal sealed class TestContextOfCall : RayContext
{
    public override JobId JobId => default;

    public override NodeId NodeId => default;

    public override TaskId TaskId => default;

    public override string TaskName => "the call";

    public override ActorId? ActorId => null;

    public override int Attempt => 1;

    public override bool WasRestarted => false;

    public override string Namespace => "";

    public override IReadOnlyList<string> GpuIds => [];

    public override CancellationToken CancellationToken => default;

    public override IServiceProvider Services => throw new NotSupportedException();

    public override ActorHandle<TActor> Self<TActor>() => throw new NotSupportedException();

    public override void ExitActor() => throw new NotSupportedException();
}
