using RayNet.CompilerServices;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Scheduling;

/// <summary>
/// Grants worker slots of one node to scheduling classes, within the node's resources. A slot keeps its lease while its queue
/// has calls, and gives it up after a quantum when another class waits.
/// </summary>
internal sealed class LeaseManager(EmbeddedCluster cluster, NodeResources resources)
{
    private readonly Lock _gate = new();
    private readonly Stack<WorkerSlot> _idle = new();
    private readonly HashSet<WorkerSlot> _active = [];

    /// <summary>The more important ones first; among equals the one that was served last comes last.</summary>
    private readonly LinkedList<TaskQueue> _waiting = [];
    private int _waitingCount;
    private int _slots;
    private string? _closed;

    /// <summary>Whether another class would use what a slot gives up.</summary>
    internal bool HasWaiters => Volatile.Read(ref _waitingCount) > 0;

    internal bool IsAvailable(ResourceDemand demand)
    {
        lock (_gate)
        {
            return resources.IsAvailable(demand);
        }
    }

    /// <summary>Grants a slot to the queue, or lets it wait.</summary>
    internal void Request(TaskQueue queue)
    {
        WorkerSlot? slot = null;
        lock (_gate)
        {
            if (queue.IsWaiting || queue.IsEmpty)
            {
                return;
            }

            if (queue.Fit.IsPlaced && _closed is null && resources.TryAcquire(queue.Demand))
            {
                slot = Grant(queue);
            }
            else if (queue.Fit.IsPlaced && _closed is null)
            {
                WaitLocked(queue);
            }
        }

        if (slot is not null)
        {
            cluster.Queue(slot);
        }
        else
        {
            GiveUpOrWarn(queue);
        }
    }

    /// <summary>Takes resources for a call that its getter runs in place.</summary>
    internal bool TryBorrow(ResourceDemand demand)
    {
        lock (_gate)
        {
            return resources.TryAcquire(demand);
        }
    }

    /// <summary>Takes resources for an actor, or says no.</summary>
    internal bool TryAcquire(ResourceDemand demand) => demand.IsEmpty || TryBorrow(demand);

    /// <summary>Takes resources back after a wait, even beyond what is free.</summary>
    internal void Reacquire(ResourceDemand demand)
    {
        if (!demand.IsEmpty)
        {
            lock (_gate)
            {
                resources.Acquire(demand);
            }
        }
    }

    internal void Release(ResourceDemand demand)
    {
        if (demand.IsEmpty)
        {
            return;
        }

        List<WorkerSlot>? granted;
        lock (_gate)
        {
            resources.Release(demand);
            granted = GrantWaitingLocked();
        }

        Start(granted);
        cluster.OnResourcesReleased();
    }

    /// <summary>A slot found its queue empty, gives up its turn, or was retired.</summary>
    internal void Return(WorkerSlot slot, bool reusable, bool released)
    {
        TaskQueue queue = slot.Queue!;
        List<WorkerSlot>? granted;
        lock (_gate)
        {
            _active.Remove(slot);
            if (!released)
            {
                resources.Release(queue.Demand);
            }

            if (reusable)
            {
                slot.Queue = null;
                _idle.Push(slot);
            }

            // The slot's queue may have got a call after the slot saw it empty.
            if (!queue.IsWaiting && !queue.IsEmpty && _closed is null)
            {
                WaitLocked(queue);
            }

            granted = GrantWaitingLocked();
        }

        Start(granted);
        cluster.OnResourcesReleased();
    }

    /// <summary>Nothing is granted any more: the placement group is gone. What waits fails.</summary>
    internal void Close(string why)
    {
        TaskQueue[] waiting;
        lock (_gate)
        {
            _closed = why;
            waiting = [.. _waiting];
            _waiting.Clear();
            Volatile.Write(ref _waitingCount, 0);
        }

        foreach (TaskQueue queue in waiting)
        {
            queue.IsWaiting = false;
            GiveUpOrWarn(queue);
        }
    }

    internal List<WorkerSlot> ActiveSlots()
    {
        lock (_gate)
        {
            return [.. _active];
        }
    }

    /// <summary>Copies what the slots from a number on run; <see langword="null"/> for those that run nothing. Returns how many slots there were.</summary>
    internal int ReadRunning(long from, Span<ObjectCell?> calls)
    {
        lock (_gate)
        {
            int count = (int)Math.Clamp(_slots - from, 0, calls.Length);
            calls[..count].Clear();
            foreach (WorkerSlot slot in _active)
            {
                if (slot.Number >= from && slot.Number < from + count)
                {
                    calls[(int)(slot.Number - from)] = slot.Running;
                }
            }

            return count;
        }
    }

    internal Dictionary<string, double> Snapshot(bool available)
    {
        lock (_gate)
        {
            return resources.Snapshot(available);
        }
    }

    private void WaitLocked(TaskQueue queue)
    {
        queue.IsWaiting = true;
        PlaceLocked(new LinkedListNode<TaskQueue>(queue));
        Volatile.Write(ref _waitingCount, _waiting.Count);
    }

    private void PlaceLocked(LinkedListNode<TaskQueue> node)
    {
        LinkedListNode<TaskQueue>? before = _waiting.Last;
        while (before is not null && before.Value.Priority < node.Value.Priority)
        {
            before = before.Previous;
        }

        if (before is null)
        {
            _waiting.AddFirst(node);
        }
        else
        {
            _waiting.AddAfter(before, node);
        }
    }

    private WorkerSlot Grant(TaskQueue queue)
    {
        WorkerSlot slot = _idle.TryPop(out WorkerSlot? idle) ? idle : new WorkerSlot(cluster, this, _slots++);
        slot.Queue = queue;
        _active.Add(slot);
        return slot;
    }

    private List<WorkerSlot>? GrantWaitingLocked()
    {
        if (_waiting.Count == 0)
        {
            return null;
        }

        List<WorkerSlot>? granted = null;
        bool progress = true;
        while (progress)
        {
            progress = false;
            for (LinkedListNode<TaskQueue>? node = _waiting.First, next; node is not null; node = next)
            {
                next = node.Next;
                TaskQueue queue = node.Value;
                if (ForgetIfEmptyLocked(node) || !resources.TryAcquire(queue.Demand))
                {
                    continue;
                }

                (granted ??= []).Add(Grant(queue));
                progress = true;

                // The others have a look before it gets another slot.
                _waiting.Remove(node);
                PlaceLocked(node);
                StopWaitingIfServedLocked(node, granted);
                if (next?.Value.Priority < queue.Priority)
                {
                    // The less important ones come when the more important ones have what they want, or cannot have it.
                    break;
                }
            }
        }

        Volatile.Write(ref _waitingCount, _waiting.Count);
        return granted;
    }

    /// <summary>A queue waits only while resources are missing: with a slot for each call it must be able to ask again.</summary>
    private void StopWaitingIfServedLocked(LinkedListNode<TaskQueue> node, List<WorkerSlot> granted)
    {
        TaskQueue queue = node.Value;
        int slots = granted.Count(slot => ReferenceEquals(slot.Queue, queue));
        if (slots < queue.Count)
        {
            return;
        }

        queue.IsWaiting = false;
        Interlocked.MemoryBarrier();
        if (slots < queue.Count)
        {
            queue.IsWaiting = true;
            return;
        }

        _waiting.Remove(node);
    }

    private bool ForgetIfEmptyLocked(LinkedListNode<TaskQueue> node)
    {
        TaskQueue queue = node.Value;
        if (!queue.IsEmpty)
        {
            return false;
        }

        queue.IsWaiting = false;
        Interlocked.MemoryBarrier();
        if (!queue.IsEmpty)
        {
            // An enqueuer that saw the flag did not ask for a slot.
            queue.IsWaiting = true;
            return false;
        }

        _waiting.Remove(node);
        return true;
    }

    private void Start(List<WorkerSlot>? slots)
    {
        if (slots is null)
        {
            return;
        }

        foreach (WorkerSlot slot in slots)
        {
            cluster.Queue(slot);
        }
    }

    private void GiveUpOrWarn(TaskQueue queue)
    {
        if (queue.Fit.Verdict == PlacementVerdict.Never || Volatile.Read(ref _closed) is not null)
        {
            while (queue.TryDequeue(out ObjectCell? call))
            {
                string message = _closed ?? PendingText.Of(queue.Fit.Reason, call!.Home!.NameOf(call), queue.Demand, queue.Rules.Selectors, queue.Fit.Node);
                if (call!.TryFail(new UnschedulableException(queue.Fit.Node, message), onlyIfNotStarted: true))
                {
                    call.ReleaseArguments();
                }
            }
        }
        else if (!queue.Fit.IsPlaced && queue.TryPlanWarning())
        {
            cluster.Warnings.Plan(() => Warn(queue));
        }
    }

    private void Warn(TaskQueue queue)
    {
        if (queue.FirstPending() is { } call)
        {
            cluster.LogUnplaced(queue.Fit.Reason, call.Home!.NameOf(call), queue.Demand, queue.Rules);
            return;
        }

        // All were cancelled in time; the next one is worth a warning again.
        queue.ForgetWarning();
        if (queue.FirstPending() is not null)
        {
            GiveUpOrWarn(queue);
        }
    }
}
