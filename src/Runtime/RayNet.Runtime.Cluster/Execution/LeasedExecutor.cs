using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>
/// Runs the calls of one lease, one at a time. While a call waits for an object its place goes to the next one of the lease: the one it
/// waits for may be among them.
/// </summary>
internal sealed class LeasedExecutor(ClusterRuntime runtime, uint lease) : CallExecutor, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<ObjectCell> _calls = new();
    private int _runners;
    private int _blocked;
    private bool _isLent;

    internal override bool KeepsAwaiter => true;

    void IThreadPoolWorkItem.Execute()
    {
        Work();
        PeerLink.FlushDirty();
        AwaitContinuation.ResumeKept();
    }

    internal void Enqueue(ObjectCell call)
    {
        lock (_gate)
        {
            _calls.Enqueue(call);
            if (_runners - _blocked >= 1)
            {
                return;
            }

            _runners++;
            ReportLocked();
        }

        runtime.Engine.Queue(this);
    }

    /// <summary>A call is given up by force: the next one does not wait for its end.</summary>
    internal void Abandon(ObjectCell call)
    {
        if (call.Frame is WorkerFrame)
        {
            OnBlocked();
        }
    }

    /// <summary>An argument of a call that was sent here is lost: until it is made again, which may take the same resources, the place is free.</summary>
    internal void OnArgumentMissing() => Block(newRunners: 1);

    /// <summary>The argument has come, or failed.</summary>
    internal void OnArgumentThere() => Unblock(endedRunners: 1);

    internal override void OnBlocked() => Block(newRunners: 0);

    internal override void OnUnblocked() => Unblock(endedRunners: 0);

    internal override void OnAsyncEnded(WorkerFrame frame)
    {
        frame.End(flowed: true);
        runtime.Engine.Queue(this);
    }

    internal override void Resubmit(ObjectCell call) => throw new System.Diagnostics.UnreachableException();

    private void Work()
    {
        while (true)
        {
            ObjectCell? call;
            lock (_gate)
            {
                if (_runners - _blocked > 1 || !_calls.TryDequeue(out call))
                {
                    _runners--;
                    ReportLocked();
                    return;
                }
            }

            AwaitContinuation.FlushKept();
            if (!call.TryMove(CellState.Queued, CellState.Running))
            {
                continue;
            }

            WorkerFrame frame = RentFrame(runtime.Engine);
            frame.Begin(call, ((HostedTaskHome)call.Home!).Settings, this, actor: null);
            if (!Run(frame, call))
            {
                return;
            }

            frame.End(flowed: !call.EndsOnReturn);
        }
    }

    private void Block(int newRunners)
    {
        lock (_gate)
        {
            _runners += newRunners;
            _blocked++;
            if (_calls.Count == 0 || _runners - _blocked >= 1)
            {
                ReportLocked();
                return;
            }

            _runners++;
        }

        runtime.Engine.Queue(this);
    }

    private void Unblock(int endedRunners)
    {
        lock (_gate)
        {
            _runners -= endedRunners;
            _blocked--;
            ReportLocked();
        }
    }

    /// <summary>The node has the resources while everything that runs here waits. Told under the lock: the last word must be the last one that the node hears.</summary>
    private void ReportLocked()
    {
        bool isLent = _runners > 0 && _runners == _blocked;
        if (isLent != _isLent)
        {
            _isLent = isLent;
            runtime.ReportBlocked(lease, isLent);
        }
    }
}
