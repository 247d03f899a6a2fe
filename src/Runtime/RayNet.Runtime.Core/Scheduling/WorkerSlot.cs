using RayNet.CompilerServices;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Scheduling;

/// <summary>Runs the calls of one queue, one at a time, while it has a lease.</summary>
internal sealed class WorkerSlot(EmbeddedCluster cluster, LeaseManager leases, int number) : CallExecutor, IThreadPoolWorkItem
{
    /// <summary>Milliseconds. The clock that is read after each call is the coarse one, which costs a fraction of the other.</summary>
    private const long Quantum = 10;

    private readonly Lock _gate = new();
    private ObjectCell? _running;
    private bool _holdsCpu;
    private bool _retired;

    /// <summary>Its place among those of its manager, from 0.</summary>
    internal int Number => number;

    /// <summary>The queue that the lease is for.</summary>
    internal TaskQueue? Queue { get; set; }

    internal ObjectCell? Running => Volatile.Read(ref _running);

    internal override ResourceDemand? Lendable => Queue?.Lendable;

    internal override bool KeepsAwaiter => true;

    void IThreadPoolWorkItem.Execute()
    {
        Work();
        AwaitContinuation.ResumeKept();
    }

    internal override void OnBlocked()
    {
        lock (_gate)
        {
            if (_retired || !_holdsCpu)
            {
                return;
            }

            _holdsCpu = false;
        }

        leases.Release(Queue!.CpuDemand);
    }

    internal override void OnUnblocked()
    {
        lock (_gate)
        {
            if (_retired || _holdsCpu)
            {
                return;
            }

            _holdsCpu = true;
            leases.Reacquire(Queue!.CpuDemand);
        }
    }

    internal override void OnAsyncEnded(WorkerFrame frame)
    {
        bool goesOn = TryFinish(frame.Call!);
        frame.End(flowed: true);
        if (goesOn)
        {
            OnUnblocked();
            cluster.Queue(this);
        }
    }

    internal override void Resubmit(ObjectCell call) => ((TaskHome)call.Home!).Queue.Enqueue(call);

    /// <summary>Gives up on the running call: its resources are free at once, and the slot takes no new call when the method returns.</summary>
    internal void Retire(ObjectCell call)
    {
        lock (_gate)
        {
            if (_retired || !ReferenceEquals(_running, call))
            {
                return;
            }

            _retired = true;
        }

        if (!_holdsCpu)
        {
            leases.Reacquire(Queue!.CpuDemand);
        }

        leases.Return(this, reusable: false, released: false);
    }

    private void Work()
    {
        TaskQueue queue = Queue!;
        _holdsCpu = true;
        long start = 0;
        while (true)
        {
            if (!queue.TryDequeue(out ObjectCell? call))
            {
                Volatile.Write(ref _running, null);
                leases.Return(this, reusable: true, released: false);
                return;
            }

            AwaitContinuation.FlushKept();

            // Before it runs, so that a shutdown either finds it or is seen here.
            Volatile.Write(ref _running, call);
            if (!call!.TryMove(CellState.Queued, CellState.Running))
            {
                continue;
            }

            if (cluster.IsStopped)
            {
                call.RequestCancel();
            }

            if (!RunOne(call))
            {
                return;
            }

            if (leases.HasWaiters && IsTurnOver(ref start))
            {
                leases.Return(this, reusable: true, released: false);
                return;
            }
        }
    }

    private static bool IsTurnOver(ref long start)
    {
        long now = Environment.TickCount64;
        if (start == 0)
        {
            start = now;
            return false;
        }

        return now - start > Quantum;
    }

    /// <summary>Returns whether the slot may go on with the next call on this thread.</summary>
    private bool RunOne(ObjectCell call)
    {
        WorkerFrame frame = RentFrame(cluster);
        frame.Begin(call, ((TaskHome)call.Home!).Settings, this, actor: null);
        if (!Run(frame, call))
        {
            return false;
        }

        bool goesOn = TryFinish(call);
        frame.End(flowed: !call.EndsOnReturn);
        if (!_holdsCpu)
        {
            OnUnblocked();
        }

        return goesOn;
    }

    /// <summary>The call is no longer the slot's. Returns <see langword="false"/> if the slot was retired under it.</summary>
    private bool TryFinish(ObjectCell call)
    {
        if (call.State != CellState.Failed)
        {
            // Only a call that was failed by force retires its slot.
            Volatile.Write(ref _running, null);
            return true;
        }

        lock (_gate)
        {
            _running = null;
            return !_retired;
        }
    }
}
