using RayNet.Runtime.Cluster.Node.Sharing;
using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>
/// Grants workers of one node within its resources: more important jobs first, then whoever has least, then in the order of the requests, among those that fit. Holders that have work keep their
/// leases; they are asked to give one back when somebody else waits.
/// </summary>
internal sealed partial class NodeScheduler(NodeAgentOptions options, IWorkerSource workers, Action<LeaseEntry> reclaim)
{
    private readonly Lock _gate = new();
    private readonly NodeResources _resources = new(options.Resources);
    private readonly GpuAccount _gpus = new(options.Gpus, options.Resources.UnitsOf(ResourceNames.Gpu));
    private readonly Dictionary<long, LeaseEntry> _leases = [];
    private readonly LeaseQueue _waiting = new();
    private readonly HashSet<JobId> _endedJobs = [];
    private long _next;
    private long _idleSince = options.TimeProvider.GetTimestamp();
    private bool _stopped;
    private bool _isDraining;

    /// <summary>Raised, outside of the lock, when what is free or waits has changed.</summary>
    internal event Action? Changed;

    internal int LeaseCount
    {
        get
        {
            lock (_gate)
            {
                return _leases.Count;
            }
        }
    }

    /// <summary>Whether the node takes no new work.</summary>
    internal bool IsDraining
    {
        get
        {
            lock (_gate)
            {
                return _isDraining;
            }
        }
    }

    /// <summary>From now on nothing is granted. Those who wait are sent away.</summary>
    internal void Drain()
    {
        lock (_gate)
        {
            _isDraining = true;
        }

        OnFreed();
    }

    /// <summary>How long nothing has run and nothing has waited here; zero while something does.</summary>
    internal TimeSpan IdleTime
    {
        get
        {
            lock (_gate)
            {
                return _leases.Count + _waiting.Count == 0 ? options.TimeProvider.GetElapsedTime(_idleSince) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Grants a worker now, or says why not.</summary>
    internal LeaseReply TryGrant(LeaseRequest request)
    {
        ResourceDemand demand = ResourceDemand.FromUnits(request.Resources);
        ResourceDemand placement = request.Placement is null ? demand : ResourceDemand.FromUnits(request.Placement);
        LeaseReply reply;
        lock (_gate)
        {
            reply = GrantLocked(request, demand, placement, _shares.Of(request.Job));
        }

        if (reply.Outcome == LeaseOutcome.Granted)
        {
            Changed?.Invoke();
        }

        return reply;
    }

    /// <summary>Waits until a worker can be granted.</summary>
    internal async ValueTask<LeaseReply> GrantAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        ResourceDemand demand = ResourceDemand.FromUnits(request.Resources);
        ResourceDemand placement = request.Placement is null ? demand : ResourceDemand.FromUnits(request.Placement);
        WaitingRequest waiting;
        List<LeaseEntry> reclaimed = [];
        LeaseReply reply;
        lock (_gate)
        {
            JobShare share = _shares.Of(request.Job);
            waiting = new WaitingRequest(request, demand, placement, share, ++_nextClaim, options.TimeProvider.GetTimestamp());
            reply = GrantLocked(request, demand, placement, share, waiting);
            if (!IsFinal(reply))
            {
                _waiting.Add(waiting);
                reclaimed = ChooseReclaimsLocked(waiting);
            }
        }

        Changed?.Invoke();
        if (IsFinal(reply))
        {
            return reply;
        }

        reclaimed.ForEach(reclaim);
        if (waiting.IsOverQuota)
        {
            QuotaWanted?.Invoke();
        }

        try
        {
            return await waiting.Reply.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                _waiting.Remove(waiting);
            }

            // Whoever grants it from now on learns that nobody wants it any more.
            if (!waiting.TryComplete(Rejected("the request was given up")) && await waiting.Reply.ConfigureAwait(false) is { Outcome: LeaseOutcome.Granted } unused)
            {
                Return(unused.Lease, workerIsBad: false);
            }

            throw;
        }
    }

    internal void Return(LeaseId id, bool workerIsBad)
    {
        lock (_gate)
        {
            if (!_leases.Remove(id.Number, out LeaseEntry? lease))
            {
                return;
            }

            ReleaseLocked(lease);
            if (workerIsBad)
            {
                lease.Worker.IsBad = lease.Worker.IsRetired = true;
            }
        }

        OnFreed();
    }

    internal void SetBlocked(LeaseId id, bool blocked)
    {
        lock (_gate)
        {
            if (!_leases.TryGetValue(id.Number, out LeaseEntry? lease) || lease.Lent is not null == blocked)
            {
                return;
            }

            if (blocked)
            {
                // Its worker's slot is free too: what it waits for may have to run there.
                lease.Lent = lease.Demand.CpuPart();
                lease.Account.Release(lease.Lent);
                PayBackLocked(lease, lease.Lent);
                Occupy(lease, -1);
                lease.Worker.BlockedLeases++;
            }
            else
            {
                lease.Account.Acquire(lease.Lent!);
                ChargeLocked(lease, lease.Lent!);
                lease.Lent = null;
                Occupy(lease, 1);
                lease.Worker.BlockedLeases--;
            }
        }

        if (blocked)
        {
            OnFreed();
        }
    }

    /// <summary>A worker has come, or another one may be started: those that wait are looked at again.</summary>
    internal void OnFreed()
    {
        List<(WaitingRequest Request, LeaseReply Reply)>? granted = null;
        List<LeaseEntry> reclaimed;
        lock (_gate)
        {
            _kept = FindKeptLocked();
            while (GrantNextLocked(ref granted))
            {
                // Who was served has a larger share now, and others may come before its next request.
            }

            reclaimed = FirstLocked() is { } first ? ChooseReclaimsLocked(first) : [];
        }

        foreach ((WaitingRequest request, LeaseReply reply) in granted ?? [])
        {
            if (!request.TryComplete(reply) && reply.Outcome == LeaseOutcome.Granted)
            {
                Return(reply.Lease, workerIsBad: false);
            }
        }

        reclaimed.ForEach(reclaim);
        Changed?.Invoke();
    }

    /// <summary>A process is gone, of this node or another: the leases that it held, and those on it.</summary>
    internal void OnProcessLost(ulong process) => OnHolderLost(request => request.Requester == process, worker => worker.Process == process);

    /// <summary>Another node is gone with its processes.</summary>
    internal void OnNodeLost(NodeId node) => OnHolderLost(request => request.RequesterNode == node, static _ => false);

    private void OnHolderLost(Func<LeaseRequest, bool> isLost, Func<WorkerEntry, bool> isLostWorker)
    {
        lock (_gate)
        {
            foreach (LeaseEntry lease in _leases.Values.Where(lease => isLost(lease.Request) || isLostWorker(lease.Worker)).ToArray())
            {
                _leases.Remove(lease.Id.Number);
                ReleaseLocked(lease);
            }

            foreach (WaitingRequest waiting in _waiting.All.Where(waiting => isLost(waiting.Request)).ToArray())
            {
                _waiting.Remove(waiting);
                waiting.TryComplete(Rejected("the requester is gone"));
            }
        }

        OnFreed();
    }

    internal void EndJob(JobId job)
    {
        List<WaitingRequest> waiting;
        lock (_gate)
        {
            _endedJobs.Add(job);
            _shares.Remove(job);
            waiting = [.. _waiting.All.Where(item => item.Request.Job == job)];
            foreach (WaitingRequest item in waiting)
            {
                _waiting.Remove(item);
            }
        }

        foreach (WaitingRequest item in waiting)
        {
            item.TryComplete(Rejected("the job has ended"));
        }
    }

    internal void Stop()
    {
        List<WaitingRequest> waiting;
        lock (_gate)
        {
            _stopped = true;
            waiting = [.. _waiting.All];
            waiting.ForEach(item => _waiting.Remove(item));
        }

        foreach (WaitingRequest item in waiting)
        {
            item.TryComplete(Rejected("the node stops"));
        }
    }

    /// <summary>Changes what placement groups hold; those that wait are looked at again.</summary>
    internal T ChangeBundles<T>(Func<BundleTable, T> change)
    {
        T result;
        lock (_gate)
        {
            result = change(Bundles);
        }

        OnFreed();
        return result;
    }

    internal bool IsFeasible(ResourceDemand demand)
    {
        lock (_gate)
        {
            return _resources.IsFeasible(demand);
        }
    }

    internal Dictionary<string, double> Snapshot(bool available)
    {
        lock (_gate)
        {
            return _resources.Snapshot(available);
        }
    }

    /// <summary>What waits for this node's resources; what waits for a quota does not.</summary>
    internal PendingDemand[] Pending()
    {
        lock (_gate)
        {
            return [.. _waiting.All.Where(static item => !item.IsOverQuota).GroupBy(static item => item.Demand).Select(static group => new PendingDemand(group.Key.ToDictionary(), group.Count()))];
        }
    }

    /// <summary>Leases and actors of each worker.</summary>
    internal T Read<T>(Func<IReadOnlyCollection<LeaseEntry>, T> read)
    {
        lock (_gate)
        {
            return read(_leases.Values);
        }
    }

    private BundleTable Bundles => field ??= new BundleTable(_resources, _gpus);

    /// <summary>Whether waiting here cannot make it better: a bundle that is not here is elsewhere, or gone.</summary>
    private static bool IsFinal(LeaseReply reply) => reply.Outcome is LeaseOutcome.Granted or LeaseOutcome.Rejected or LeaseOutcome.Draining or LeaseOutcome.WorkerFailed || reply.Reason == PendingReason.NodeUnavailable;

    private static LeaseReply Rejected(string why) => new(LeaseOutcome.Rejected, default, null, why);

    private LeaseReply GrantLocked(LeaseRequest request, ResourceDemand demand, ResourceDemand placement, JobShare share, WaitingRequest? waiting = null)
    {
        waiting?.IsOverQuota = false;
        if (_stopped || _endedJobs.Contains(request.Job))
        {
            return Rejected(_stopped ? "the node stops" : "the job has ended");
        }

        if (_isDraining)
        {
            return new LeaseReply(LeaseOutcome.Draining, default, null, $"node {options.Name} leaves and takes no new work");
        }

        NodeResources account = _resources;
        GpuAccount gpuAccount = _gpus;
        bool isCharged = true;
        if (request.Scheduling is { } scheduling && scheduling.Group != default)
        {
            if (Bundles.Find(scheduling.Group, scheduling.Bundle) is not { IsCommitted: true } bundle)
            {
                return new LeaseReply(LeaseOutcome.Busy, default, null, $"bundle {scheduling.Bundle} of placement group {scheduling.Group} is not on node {options.Name}") { Reason = PendingReason.NodeUnavailable };
            }

            account = bundle.Resources;
            gpuAccount = bundle.Gpus;
            isCharged = false;
        }
        else if (!account.IsFeasible(placement))
        {
            return new LeaseReply(LeaseOutcome.Infeasible, default, null, $"node {options.Name} has {string.Join(", ", _resources.Snapshot(available: false).Select(static item => $"{item.Value:0.####} {item.Key}"))}; asked for were {placement}");
        }

        if (!account.IsAvailable(demand))
        {
            return new LeaseReply(LeaseOutcome.Busy, default, null, $"{demand} are in use on node {options.Name}") { Reason = PendingReason.WaitingForResources };
        }

        if (gpuAccount.Choose(demand.UnitsOf(ResourceNames.Gpu)) is not { } gpus)
        {
            return new LeaseReply(LeaseOutcome.Busy, default, null, $"{demand} are free on node {options.Name}, but only in parts of several GPUs");
        }

        if (isCharged && RefuseLocked(request, demand, share, waiting) is { } refused)
        {
            return refused;
        }

        WorkerChoice choice = workers.Choose(request, gpus);
        if (choice.Worker is not { } worker)
        {
            return choice.Failure is { } failure
                ? new LeaseReply(LeaseOutcome.WorkerFailed, default, null, failure)
                : new LeaseReply(LeaseOutcome.Busy, default, null, "a worker is being started") { Reason = PendingReason.WaitingForResources };
        }

        account.Acquire(demand);
        gpuAccount.Acquire(gpus, demand.UnitsOf(ResourceNames.Gpu));
        var id = new LeaseId(options.Id, ++_next);
        var lease = new LeaseEntry(id, request, demand, worker, account) { Gpus = gpus, GpuAccount = gpuAccount, Share = share, IsCharged = isCharged };
        _leases.Add(id.Number, lease);
        ChargeLocked(lease, demand);
        Occupy(lease, 1);
        return new LeaseReply(LeaseOutcome.Granted, id, worker.AddressOn(options), string.Empty);
    }

    private void ReleaseLocked(LeaseEntry lease)
    {
        lease.Account.Release(lease.Demand);
        PayBackLocked(lease, lease.Demand);
        lease.GpuAccount.Release(lease.Gpus, lease.Demand.UnitsOf(ResourceNames.Gpu));
        if (lease.Lent is { } lent)
        {
            lease.Account.Acquire(lent);
            ChargeLocked(lease, lent);
            lease.Worker.BlockedLeases--;
        }
        else
        {
            Occupy(lease, -1);
        }

        _idleSince = lease.Worker.IdleSince = options.TimeProvider.GetTimestamp();
    }

    private static void Occupy(LeaseEntry lease, int change)
    {
        if (lease.Request.ForActor)
        {
            lease.Worker.ActorLeases += change;
        }
        else
        {
            lease.Worker.TaskLeases += change;
        }
    }
}
