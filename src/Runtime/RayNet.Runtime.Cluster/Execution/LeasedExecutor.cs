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
    private bool _reported;

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
    internal void OnArgumentMissing()
    {
        lock (_gate)
        {
            _runners++;
        }

        OnBlocked();
    }

    /// <summary>The argument has come, or failed.</summary>
    internal void OnArgumentThere()
    {
        lock (_gate)
        {
            _runners--;
        }

        OnUnblocked();
    }

    internal override void OnBlocked()
    {
        bool start;
        bool report = false;
        lock (_gate)
        {
            _blocked++;
            start = _calls.Count > 0 && _runners - _blocked < 1;
            if (start)
            {
                _runners++;
            }
            else if (_runners == _blocked && !_reported)
            {
                _reported = report = true;
            }
        }

        if (start)
        {
            runtime.Engine.Queue(this);
        }

        if (report)
        {
            runtime.ReportBlocked(lease, blocked: true);
        }
    }

    internal override void OnUnblocked()
    {
        bool report;
        lock (_gate)
        {
            _blocked--;
            report = _reported;
            _reported = false;
        }

        if (report)
        {
            runtime.ReportBlocked(lease, blocked: false);
        }
    }

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
}
