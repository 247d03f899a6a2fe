using RayNet.Runtime.Cluster.Logging;
using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.Cluster.Node.Draining;

/// <summary>
/// Empties a node that the head wants to leave: asks for its leases, ends workers that have none left, brings objects whose owners live elsewhere to other nodes, and then ends the
/// node. The deadline is the head's to keep.
/// </summary>
internal sealed class NodeDrainer(NodeAgent node)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<ObjectId> _moved = [];
    private int _isStarted;
    private volatile bool _isStopped;

    /// <summary>Has other nodes take an object over; <see langword="false"/> where none does.</summary>
    internal Func<ObjectInfo, Task<bool>>? MoveObject { get; set; }

    /// <summary>The head's view of this node: whether it is to leave.</summary>
    internal void OnView(NodeRecord own)
    {
        if (own is { Drain: { } drain, Liveness: not NodeLiveness.Dead } && Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            node.Options.Logger.Draining(node.Options.Name, drain.Reason);
            node.Scheduler.Drain();
            _ = RunAsync(drain);
        }
    }

    internal void Stop() => _isStopped = true;

    private async Task RunAsync(NodeDrain drain)
    {
        try
        {
            do
            {
                node.ReclaimForDrain();
                node.Workers.KillUnused();
                bool movedAll = await MoveObjectsAsync().ConfigureAwait(false);
                if (movedAll && node.IsUnused)
                {
                    node.Leave($"It was drained: {drain.Reason}");
                    return;
                }

                await Task.Delay(Pause, node.Options.TimeProvider).ConfigureAwait(false);
            }
            while (!_isStopped);
        }
        catch (Exception exception)
        {
            // The deadline ends it all the same.
            node.Options.Logger.DrainFailed(node.Options.Name, exception);
        }
    }

    /// <summary>Objects of owners that go with the node need no other place.</summary>
    private async Task<bool> MoveObjectsAsync()
    {
        bool isDone = true;
        ObjectInfo[] objects = [.. (node.Objects.Started?.Directory.List() ?? []).Where(item => item is { IsPrimary: true, IsFreed: false } && !_moved.Contains(item.Id) && node.FindProcess(item.Owner) is null)];
        foreach (ObjectInfo item in objects)
        {
            if (item.State == StoredState.Creating)
            {
                isDone = false;
            }
            else if (MoveObject is { } move && await move(item).ConfigureAwait(false))
            {
                _moved.Add(item.Id);
            }
            else
            {
                // No other node takes it now: with a deadline it is lost then, and without one the node waits.
                isDone &= MoveObject is null || node.Objects.Started?.Directory.SizeOf(item.Id) is null;
            }
        }

        return isDone;
    }
}
