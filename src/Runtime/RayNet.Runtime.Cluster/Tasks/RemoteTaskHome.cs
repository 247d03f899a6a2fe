using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Cluster.Tasks;

/// <summary>What the sent tasks of one method with the same options have in common.</summary>
internal sealed class RemoteTaskHome(ClusterRuntime runtime, CallSettings settings, LeasedQueue queue, WireCallOptions options) : CallHome
{
    internal ClusterRuntime Runtime { get; } = runtime;

    internal CallSettings Settings { get; } = settings;

    internal LeasedQueue Queue { get; } = queue;

    internal WireCallOptions OptionsOf(ObjectCell call)
    {
        WireCallOptions own = options with { FailedAttempts = call.FailedAttempts };
        return call is IStreamCall stream ? own with { StreamBuffer = stream.BufferSize, StreamSkip = stream.Received } : own;
    }

    /// <summary>Queues a new call of this home, or one that runs again for a lost result, as soon as its arguments can be sent.</summary>
    internal void Submit(ObjectCell call)
    {
        if (Runtime.PrepareArguments(call))
        {
            DependencyWaiter.Start(call, Runtime.Engine.Waiting, static ready => EnqueueReady(ready), forSending: true);
        }
        else
        {
            call.SetQueuedBeforePublication();
            Queue.Enqueue(call);
        }
    }

    internal override void OnAwaited(ObjectCell cell) => Runtime.OnAwaited(cell);

    internal override void OnUnreferenced(ObjectCell cell) => Runtime.Objects.OnUnreferenced(cell);

    internal override bool Cancel(ObjectCell call, bool force, bool recursive)
    {
        if (call.Location is not null || !call.RequestCancel())
        {
            return false;
        }

        if (call.TryFail(new RemoteTaskCanceledException($"{Settings.Name} was cancelled before it started."), observed: true, onlyIfNotStarted: true))
        {
            call.ReleaseArguments();
            return true;
        }

        Runtime.SendCancel(call, force, recursive);
        if (force && call.TryFail(new WorkerCrashedException($"{Settings.Name} was cancelled by force while it ran; its worker is retired.")))
        {
            call.ReleaseArguments();
        }

        return true;
    }

    internal override PendingExplanation Explain(ObjectCell call) => RemoteExplainer.Explain(this, call) with { Attempts = Runtime.Attempts.Of(call) };

    internal override string NameOf(ObjectCell call) => Settings.Name;

    internal override void OnFailed(CallFailure failure) => Runtime.Engine.Failures.Add(failure);

    internal override void OnUnobserved(Exception exception) => Runtime.Engine.ReportUnobserved(Settings.Name, exception);

    private static void EnqueueReady(ObjectCell call)
    {
        if (call.TryMove(CellState.Waiting, CellState.Queued))
        {
            ((RemoteTaskHome)call.Home!).Queue.Enqueue(call);
        }
    }
}
