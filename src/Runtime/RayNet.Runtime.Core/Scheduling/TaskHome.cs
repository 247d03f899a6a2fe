using RayNet.CompilerServices;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Scheduling;

/// <summary>What the calls of one method with the same options have in common: their settings and their queue.</summary>
internal sealed class TaskHome(EmbeddedCluster cluster, CallSettings settings, TaskQueue queue) : CallHome
{
    internal EmbeddedCluster Cluster { get; } = cluster;

    internal CallSettings Settings { get; } = settings;

    internal TaskQueue Queue { get; } = queue;

    internal override bool TryRunInPlace(ObjectCell call) => InPlaceExecutor.TryRun(Cluster, this, call);

    internal override bool Cancel(ObjectCell call, bool force, bool recursive)
    {
        if (!call.RequestCancel())
        {
            return false;
        }

        if (call.TryFail(new RemoteTaskCanceledException($"{Settings.Name} was cancelled before it started."), observed: true, onlyIfNotStarted: true))
        {
            call.ReleaseArguments();
            return true;
        }

        ExecutionFrame? frame = call.Frame;
        (frame as WorkerFrame)?.Cancel(call, recursive);
        if (force && call.TryFail(new WorkerCrashedException($"{Settings.Name} was cancelled by force while it ran; its worker is retired.")))
        {
            ((frame as WorkerFrame)?.Executor as WorkerSlot)?.Retire(call);
        }

        return true;
    }

    internal override PendingExplanation Explain(ObjectCell call) => TaskExplainer.Explain(this, call);

    internal override string NameOf(ObjectCell call) => Settings.Name;

    internal override void OnFailed(CallFailure failure) => Cluster.Failures.Add(failure);

    internal override void OnUnobserved(Exception exception) => Cluster.ReportUnobserved(Settings.Name, exception);
}
