using System.Globalization;
using RayNet.CompilerServices;

namespace RayNet.Abstractions.Tests.Transfer;

/// <summary>A worker that supplies a culture and a context with a name.</summary>
internal sealed class TestFrame : ExecutionFrame
{
    public override CancellationToken CancellationToken => new(canceled: true);

    public override RayContext Context { get; } = new TestContextOfCall();

    internal override RayRuntime Runtime => throw new NotSupportedException();

    public override void SetActor(object actor) => Actor = actor;

    public override TService GetService<TService>() => (TService)(object)CultureInfo.InvariantCulture;

    internal override void EnterBlocked()
    {
    }

    internal override void ExitBlocked()
    {
    }

    internal override void AddChild(ObjectCell call)
    {
    }

    internal override void OnFailed(ObjectCell call, Exception exception) => call.TryFail(exception, observed: true);

    internal override void OnAsyncEnded(ObjectCell call)
    {
    }
}
