using System.Runtime.InteropServices;
using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Actors;

/// <summary>Up to a limit of calls at a time. Calls start in the order in which they came.</summary>
internal sealed class ConcurrentMailbox(ActorHost host, int limit) : Mailbox(host)
{
    private readonly Lock _gate = new();
    private readonly Queue<ObjectCell> _queued = new();

    /// <summary>How often each call runs: twice for a moment when its next attempt starts before the failed one has left.</summary>
    private readonly Dictionary<ObjectCell, int> _running = [];
    private readonly Stack<Lane> _lanes = new();
    private int _busy;
    private int _lanesStarting;
    private bool _open;

    internal override bool HasRunning
    {
        get
        {
            lock (_gate)
            {
                return _running.Count > 0;
            }
        }
    }

    internal override IEnumerable<ObjectCell> Running
    {
        get
        {
            lock (_gate)
            {
                return [.. _running.Keys];
            }
        }
    }

    internal override void Post(ObjectCell call)
    {
        lock (_gate)
        {
            _queued.Enqueue(call);
        }

        StartLanes();
    }

    internal override void Open()
    {
        lock (_gate)
        {
            _open = true;
        }

        StartLanes();
    }

    internal override void FailQueued()
    {
        foreach (ObjectCell call in TakeQueued())
        {
            if (call.TryFail(Host.Death, onlyIfNotStarted: true))
            {
                call.ReleaseArguments();
            }

        }
    }

    internal override List<ObjectCell> Retire()
    {
        lock (_gate)
        {
            Retired = true;
        }

        return TakeQueued();
    }

    internal override void OnAsyncEnded(WorkerFrame frame)
    {
        ObjectCell call = frame.Call!;
        frame.End(flowed: true);
        lock (_gate)
        {
            RemoveRunningLocked(call);
            _busy--;
        }

        Host.OnCallEnded();
        StartLanes();
    }

    internal override int CountPending()
    {
        lock (_gate)
        {
            return _queued.Count + _running.Count;
        }
    }

    private List<ObjectCell> TakeQueued()
    {
        lock (_gate)
        {
            List<ObjectCell> calls = [.. _queued];
            _queued.Clear();
            return calls;
        }
    }

    private void StartLanes()
    {
        while (true)
        {
            Lane lane;
            lock (_gate)
            {
                if (!_open || Retired || _busy >= limit || _queued.Count == 0 || _lanesStarting >= _queued.Count)
                {
                    return;
                }

                _busy++;
                _lanesStarting++;
                lane = _lanes.TryPop(out Lane? spare) ? spare : new Lane(this);
            }

            Cluster.Queue(lane);
        }
    }

    private void RemoveRunningLocked(ObjectCell call)
    {
        if (--CollectionsMarshal.GetValueRefOrNullRef(_running, call) == 0)
        {
            _running.Remove(call);
        }
    }

    private void Work(Lane lane)
    {
        bool starting = true;
        while (true)
        {
            ObjectCell? call;
            lock (_gate)
            {
                if (starting)
                {
                    _lanesStarting--;
                    starting = false;
                }

                if (Retired || !_queued.TryDequeue(out call))
                {
                    _busy--;
                    _lanes.Push(lane);
                    return;
                }

                CollectionsMarshal.GetValueRefOrAddDefault(_running, call, out _)++;
            }

            if (!RunCall(call))
            {
                lock (_gate)
                {
                    _lanes.Push(lane);
                }

                return;
            }

            lock (_gate)
            {
                RemoveRunningLocked(call);
            }

            Host.OnCallEnded();
        }
    }

    /// <summary>One thread's way through the mailbox.</summary>
    private sealed class Lane(ConcurrentMailbox mailbox) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            mailbox.Work(this);
            mailbox.Cluster.ThreadIsFree?.Invoke();
        }
    }
}
