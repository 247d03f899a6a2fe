using System.Diagnostics;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Tasks;

/// <summary>
/// The queued calls of one scheduling class, and the leases that they are sent through. A call leaves the queue when a lease is free for it;
/// only when the node has no more leases to give do calls line up at workers.
/// </summary>
internal sealed class LeasedQueue(ClusterRuntime runtime, ulong number, ResourceDemand demand, SchedulingRules rules, NodeId[] preferred, bool isRetriable, int priority)
{
    private static readonly long Linger = Stopwatch.Frequency / 5;

    private readonly Lock _gate = new();
    private readonly CallRing _calls = new();
    private readonly List<WorkerLease> _leases = [];
    private bool _asking;

    /// <summary>The lease that got the last call. One caller at a time stays with one worker, whose caches and link are warm, and the others go back.</summary>
    private int _last;

    /// <summary>Tells it from others of the process, in the order in which they were made.</summary>
    internal ulong Number => number;

    internal ResourceDemand Demand { get; } = demand;

    internal SchedulingRules Rules { get; } = rules;

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count;
            }
        }
    }

    /// <summary>What its calls keep in memory, about, in bytes.</summary>
    internal long MeasureBytes()
    {
        var calls = new ObjectCell?[CallSize.Sample];
        long place = 0;
        return CallSize.MeasureQueue(calls.Take(Read(ref place, calls)).OfType<ObjectCell>(), Count);
    }

    /// <summary>Copies the calls from a place on, as <see cref="CallRing.Read"/>.</summary>
    internal int Read(ref long place, Span<ObjectCell?> calls)
    {
        lock (_gate)
        {
            return _calls.Read(ref place, calls);
        }
    }

    /// <summary>Whether the cluster has no free resources for the class now.</summary>
    internal bool IsSaturated { get; private set; }

    /// <summary>Why no node that is there could ever run a call of the class, if that is so.</summary>
    internal PendingReason? Unplaced { get; private set; }

    internal void Enqueue(ObjectCell call)
    {
        bool ask;
        List<(ObjectCell Call, Exception Error)>? failed = null;
        lock (_gate)
        {
            _calls.Enqueue(call);
            ask = PumpLocked(ref failed);
        }

        Finish(failed, ask);
    }

    internal void OnAnswered(WorkerLease lease)
    {
        lock (_gate)
        {
            lease.InFlight--;
        }
    }

    internal void OnBatchEnd(WorkerLease lease)
    {
        bool ask = false;
        bool giveBack;
        List<(ObjectCell Call, Exception Error)>? failed = null;
        lock (_gate)
        {
            if (_calls.Count > 0)
            {
                lease.Adapt();
                ask = PumpLocked(ref failed);
            }

            giveBack = TryGiveUpLocked(lease);
        }

        Finish(failed, ask);
        if (giveBack)
        {
            Return(lease);
        }
    }

    internal void OnError(WorkerLease lease, ObjectCell call, Exception exception)
    {
        CallSettings settings = ((RemoteTaskHome)call.Home!).Settings;
        runtime.Attempts.OnFailed(call, settings.Name, lease.Node, exception);
        if (!call.IsCancelRequested && settings.ShouldRetry(exception, call.FailedAttempts) && call.TryBeginRetry())
        {
            runtime.Retry(call, settings, Enqueue);
            return;
        }

        if (call.TryFail(exception, observed: exception is RemoteTaskCanceledException))
        {
            call.ReleaseArguments();
        }
    }

    /// <summary>The worker is gone. A call that may run again is sent to another one.</summary>
    internal void OnLost(WorkerLease lease, ObjectCell call, Exception reason)
    {
        lock (_gate)
        {
            lease.IsClosed = true;
        }

        CallSettings settings = ((RemoteTaskHome)call.Home!).Settings;
        if (reason is not PreemptedException)
        {
            runtime.Attempts.OnFailed(call, settings.Name, lease.Node, reason);
        }

        if (reason is PreemptedException ? isRetriable && call.TryBeginRetry(isFailure: false) : (settings.MaxRetries < 0 || call.FailedAttempts < settings.MaxRetries) && call.TryBeginRetry())
        {
            runtime.Retry(call, settings, Enqueue);
            return;
        }

        if (call.TryFail(LossCauses.OfTask(settings.Name, call.FailedAttempts + 1, reason)))
        {
            call.ReleaseArguments();
        }
    }

    /// <summary>The link is gone: so are its leases. The worker itself may live on, and then does no more of this process's work.</summary>
    internal void OnPeerLost(PeerLink peer)
    {
        bool ask;
        List<(ObjectCell Call, Exception Error)>? failed = null;
        WorkerLease[] lost;
        lock (_gate)
        {
            lost = [.. _leases.Where(lease => ReferenceEquals(lease.Peer, peer))];
            _leases.RemoveAll(lost.Contains);
            ask = PumpLocked(ref failed);
        }

        foreach (WorkerLease lease in lost)
        {
            lease.IsClosed = true;
            Return(lease);
        }

        Finish(failed, ask);
    }

    /// <summary>The node has others that wait. Returns whether the lease is one of this queue.</summary>
    internal bool TryReclaim(LeaseId id)
    {
        WorkerLease? lease;
        bool giveBack;
        lock (_gate)
        {
            lease = _leases.Find(item => item.Id == id);
            if (lease is null)
            {
                return false;
            }

            lease.IsReclaimed = true;
            giveBack = TryGiveUpLocked(lease);
        }

        if (giveBack)
        {
            Return(lease);
        }

        return true;
    }

    /// <summary>Gives back what has not been used for a while.</summary>
    internal void ReturnIdle(long now, bool all)
    {
        List<WorkerLease>? idle = null;
        lock (_gate)
        {
            for (int i = _leases.Count - 1; i >= 0; i--)
            {
                WorkerLease lease = _leases[i];
                if (lease.InFlight == 0 && _calls.Count == 0 && (all || now - lease.IdleSince > Linger))
                {
                    _leases.RemoveAt(i);
                    (idle ??= []).Add(lease);
                }
            }
        }

        foreach (WorkerLease lease in idle ?? [])
        {
            Return(lease);
        }
    }

    /// <summary>Fails what is queued.</summary>
    internal void FailAll(Exception exception)
    {
        while (true)
        {
            ObjectCell? call;
            lock (_gate)
            {
                call = _calls.Dequeue();
            }

            if (call is null)
            {
                return;
            }

            if (call.TryFail(exception, observed: exception is RayShutdownException, onlyIfNotStarted: true))
            {
                call.ReleaseArguments();
            }
        }
    }

    /// <summary>Sends what finds a place. Returns whether a lease has to be asked for.</summary>
    private bool PumpLocked(ref List<(ObjectCell Call, Exception Error)>? failed)
    {
        while (_calls.Count > 0)
        {
            if (ChooseLocked() is not { } lease)
            {
                break;
            }

            ObjectCell call = _calls.Dequeue()!;
            if (!call.TryMove(CellState.Queued, CellState.Running))
            {
                continue;
            }

            try
            {
                var home = (RemoteTaskHome)call.Home!;
                WireCallOptions options = home.OptionsOf(call);
                if (CallSender.TrySend(lease.Peer, FrameKind.Call, call, lease, (uint)lease.Id.Number, options))
                {
                    lease.OnSent();
                    if (call.FailedAttempts > 0)
                    {
                        runtime.Attempts.OnSent(call, home.Settings.Name, lease.Node);
                    }

                    // One call for each lease: the next one goes to another node.
                    lease.IsReclaimed |= Rules.Kind == PlacementKind.Spread;
                    continue;
                }
            }
            catch (Exception exception) when (exception is RayException or LinkException)
            {
                (failed ??= []).Add((call, exception));
                continue;
            }

            // The worker is gone, and its link's end comes here soon.
            lease.IsClosed = true;
            if (call.TryMove(CellState.Running, CellState.Queued))
            {
                _calls.Enqueue(call);
            }
        }

        if (_calls.Count == 0 || _asking)
        {
            return false;
        }

        _asking = true;
        return true;
    }

    private WorkerLease? ChooseLocked()
    {
        WorkerLease? best = null;
        for (int i = 0; i < _leases.Count; i++)
        {
            int index = (_last + i) % _leases.Count;
            WorkerLease lease = _leases[index];
            if (lease.InFlight == 0 && lease.TakesCalls)
            {
                _last = index;
                return lease;
            }

            if (IsSaturated && lease.HasRoom && (best is null || lease.InFlight < best.InFlight))
            {
                best = lease;
            }
        }

        return best;
    }

    private bool TryGiveUpLocked(WorkerLease lease)
    {
        if (lease.InFlight > 0)
        {
            return false;
        }

        lease.IdleSince = Stopwatch.GetTimestamp();
        return lease.IsReclaimed && _leases.Remove(lease);
    }

    private void Finish(List<(ObjectCell Call, Exception Error)>? failed, bool ask)
    {
        foreach ((ObjectCell call, Exception error) in failed ?? [])
        {
            if (call.TryFail(error))
            {
                call.ReleaseArguments();
            }
        }

        if (ask)
        {
            _ = AskAsync();
        }
    }

    /// <summary>Asks for leases, one after another, while calls are queued and no lease is free.</summary>
    private async Task AskAsync()
    {
        try
        {
            bool more = true;
            while (more)
            {
                LeaseReply reply = await runtime.RequestLeaseAsync(Demand, Rules, preferred, forActor: false, wait: false, isRetriable, priority: priority).ConfigureAwait(false);
                if (reply.Outcome is LeaseOutcome.Busy or LeaseOutcome.Infeasible)
                {
                    reply = await WaitForLeaseAsync(reply).ConfigureAwait(false);
                }

                if (reply.Outcome == LeaseOutcome.Unschedulable)
                {
                    throw new UnschedulableException(reply.Lease.Node, PendingText.Of(reply.Reason, FirstName(), Demand, Rules.Selectors, reply.Lease.Node));
                }

                PeerLink? peer = reply.Outcome == LeaseOutcome.Granted ? await ConnectAsync(reply).ConfigureAwait(false) : null;
                if (reply.Outcome == LeaseOutcome.Rejected)
                {
                    // By the own node only, and for good.
                    throw new RayShutdownException($"No worker can be had for {Demand}: {reply.Message}.");
                }

                if (reply.Outcome == LeaseOutcome.WorkerFailed)
                {
                    throw new WorkerCrashedException($"No worker can be had for {Demand}: {reply.Message}");
                }

                more = Add(reply, peer);
            }
        }
        catch (Exception exception)
        {
            lock (_gate)
            {
                _asking = false;
                IsSaturated = false;
            }

            FailAll(exception as RayException ?? new WorkerCrashedException($"No worker can be had for {Demand}: {exception.Message}", exception));
        }
    }

    private async Task<LeaseReply> WaitForLeaseAsync(LeaseReply reply)
    {
        List<(ObjectCell Call, Exception Error)>? failed = null;
        lock (_gate)
        {
            IsSaturated = true;
            Unplaced = reply.Outcome == LeaseOutcome.Infeasible ? reply.Reason is PendingReason.NotPending ? PendingReason.Infeasible : reply.Reason : null;
            PumpLocked(ref failed);
        }

        Finish(failed, ask: false);
        PeerLink.FlushDirty();
        if (Unplaced is not null)
        {
            runtime.PlanInfeasibleWarning(this);
        }

        try
        {
            return await runtime.RequestLeaseAsync(Demand, Rules, preferred, forActor: false, wait: true, isRetriable, priority: priority).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                IsSaturated = false;
                Unplaced = null;
            }
        }
    }

    private string FirstName()
    {
        lock (_gate)
        {
            return _calls.Peek() is { } call ? call.Home!.NameOf(call) : "A task";
        }
    }

    private async Task<PeerLink?> ConnectAsync(LeaseReply reply)
    {
        try
        {
            return await runtime.Peers.ConnectAsync(reply.Worker!).ConfigureAwait(false);
        }
        catch (LinkException)
        {
            // The worker died between the grant and the greeting.
            await runtime.ReturnLeaseAsync(reply.Lease, workerIsBad: true).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Uses a new lease. Returns whether another one is needed.</summary>
    private bool Add(LeaseReply reply, PeerLink? peer)
    {
        List<(ObjectCell Call, Exception Error)>? failed = null;
        bool more;
        bool giveBack = false;
        WorkerLease? lease = peer is null ? null : new WorkerLease(this, reply.Lease, peer) { IdleSince = Stopwatch.GetTimestamp() };
        lock (_gate)
        {
            if (lease is not null)
            {
                _leases.Add(lease);
            }

            // Asking goes on in the caller's loop.
            PumpLocked(ref failed);
            if (lease is not null && runtime.EarlyReclaims.Contains(lease.Id))
            {
                // What it was got for has been sent: those who want it back do not make it useless.
                lease.IsReclaimed = true;
                giveBack = TryGiveUpLocked(lease);
            }

            more = _calls.Count > 0;
            _asking = more;
        }

        Finish(failed, ask: false);
        if (giveBack)
        {
            Return(lease!);
        }

        PeerLink.FlushDirty();
        return more;
    }

    private void Return(WorkerLease lease)
    {
        lease.Peer.Link.Post(FrameKind.EndLease, slot: (uint)lease.Id.Number);
        _ = runtime.ReturnLeaseAsync(lease.Id, workerIsBad: lease.IsClosed);
    }
}
