using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Logging;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Embedded;

/// <summary>Ends a cluster: nothing waits for ever, what runs is cancelled, actors are disposed.</summary>
internal sealed class ClusterShutdown(EmbeddedCluster cluster)
{
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var shutdown = new RayShutdownException("The cluster was shut down before the call ended.");
        List<ObjectCell> running = FailTasks(shutdown);
        List<ActorHost> actors = cluster.Actors.All();
        foreach (ActorHost actor in actors)
        {
            actor.Stop(shutdown);
        }

        cluster.OnActorsStopped();
        cluster.Waiting.FailAll(shutdown);
        await WaitAsync(running, actors, cancellationToken).ConfigureAwait(false);
        cluster.Logger.Stopped(cluster.NodeId);
    }

    private List<ObjectCell> FailTasks(RayShutdownException shutdown)
    {
        foreach (TaskQueue queue in cluster.Compiler.Queues)
        {
            while (queue.TryDequeue(out ObjectCell? call))
            {
                if (call!.TryFail(shutdown, observed: true, onlyIfNotStarted: true))
                {
                    call.ReleaseArguments();
                }
            }
        }

        var running = new List<ObjectCell>();
        foreach (WorkerSlot slot in ActiveSlots())
        {
            if (slot.Running is { } call)
            {
                call.RequestCancel();
                (call.Frame as WorkerFrame)?.Cancel(call, recursive: true);
                running.Add(call);
            }
        }

        return running;
    }

    private async Task WaitAsync(List<ObjectCell> running, List<ActorHost> actors, CancellationToken cancellationToken)
    {
        IEnumerable<Task> ends = running.Select(static call => CompletionOf(call)).Concat(actors.Select(static actor => actor.Disposed));
        try
        {
            await Task.WhenAll(ends).WaitAsync(cluster.Options.ShutdownTimeout, cluster.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogLeftBehind(running, actors);
        }
    }

    private static Task CompletionOf(ObjectCell call)
    {
        var completion = new Completion();
        call.AddContinuation(completion);
        return completion.Task;
    }

    private void LogLeftBehind(List<ObjectCell> running, List<ActorHost> actors)
    {
        var left = new RayShutdownException("The cluster was shut down and left the call behind: it ignores its cancellation token.");
        List<string> names = [];
        foreach (ObjectCell call in running.Where(static call => !call.IsCompleted))
        {
            names.Add(call.Home!.NameOf(call));
            call.TryFail(left, observed: true);
        }

        names.AddRange(actors.Where(static actor => !actor.Disposed.IsCompleted).Select(static actor => actor.ToString()));
        cluster.Logger.LeftBehind(names.Count, cluster.Options.ShutdownTimeout.TotalSeconds, string.Join(", ", names));
    }

    private sealed class Completion : CellContinuation
    {
        private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Task => _source.Task;

        internal override void OnCompleted(ObjectCell cell) => _source.TrySetResult();
    }

    private IEnumerable<WorkerSlot> ActiveSlots() => cluster.Leases.ActiveSlots().Concat(cluster.Groups.All().SelectMany(static group => group.Leases.ActiveSlots()));
}
