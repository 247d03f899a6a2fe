using RayNet.Runtime.Cluster.Node.Sharing;
using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Sharing;

namespace RayNet.Runtime.Cluster.Node;

/// <content>How several jobs share the node: who comes first, who gives way, and what quotas allow.</content>
internal sealed partial class NodeScheduler
{
    private readonly JobShares _shares = new(options.Resources, options.TimeProvider);
    private WaitingRequest? _kept;
    private long _nextClaim;

    /// <summary>Raised, outside of the lock, when something waits for a quota, or some of one is free for others.</summary>
    internal event Action? QuotaWanted;

    /// <summary>A job is known from now on: whose quota it uses, and how important it is.</summary>
    internal void AddJob(JobId job, string quota, int priority)
    {
        lock (_gate)
        {
            _shares.Add(job, quota, priority);
        }
    }

    /// <summary>Quotas were set, or somebody elsewhere waits for one: of several jobs of a team, the one that has most here is asked for a lease.</summary>
    internal void OnQuotas(QuotaNews news)
    {
        List<LeaseEntry> reclaimed = [];
        lock (_gate)
        {
            _shares.OnNews(news);
            foreach (QuotaState wanted in news.Quotas.Where(static quota => quota is { IsWanted: true, Jobs: > 1 }))
            {
                reclaimed.AddRange(TakeFirstLocked(lease => lease is { IsReclaimed: false, Request.ForActor: false, IsCharged: true } && lease.Share.Team.Name == wanted.Quota.Name));
            }
        }

        reclaimed.ForEach(reclaim);
        OnFreed();
        QuotaWanted?.Invoke();
    }

    /// <summary>What the head has to hear of quotas; nothing where nothing has changed.</summary>
    internal QuotaHold[]? AskForQuotas(bool isForced)
    {
        lock (_gate)
        {
            if (!isForced && !_shares.HasQuotas)
            {
                return null;
            }

            var blocked = new Dictionary<string, ResourceDemand>(StringComparer.Ordinal);
            foreach (WaitingRequest waiting in _waiting.InOrder(_shares.Usage, options.TimeProvider).Where(static item => item.IsOverQuota))
            {
                blocked.TryAdd(waiting.Share.Team.Name, waiting.Demand);
            }

            return _shares.Ask(blocked, isForced);
        }
    }

    /// <summary>What the head has granted.</summary>
    internal void OnQuotasGranted(QuotaHold[] holds)
    {
        lock (_gate)
        {
            _shares.OnAnswer(holds);
        }

        OnFreed();
    }

    /// <summary>Time has passed: some may have waited long enough to have room kept for them.</summary>
    internal void OnTick()
    {
        bool isKept;
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _kept = null;
                return;
            }

            WaitingRequest? kept = FindKeptLocked();
            isKept = !ReferenceEquals(kept, _kept);
            _kept = kept;
        }

        if (isKept)
        {
            OnFreed();
        }
    }

    /// <summary>The workers to stop for something more important that has waited long enough, with whose that is. They get no new work.</summary>
    internal (IReadOnlyList<WorkerEntry> Workers, JobShare For, int Priority)? TakePreempted()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 || _isDraining || _leases.Values.Any(static lease => lease.Worker.IsPreempted))
            {
                return null;
            }

            foreach (WaitingRequest waiting in _waiting.Heads.Where(item => !item.InGroup && _shares.HasLower(item.Share.Priority)).OrderByDescending(static item => item.Share.Priority))
            {
                ShareClaim claim = waiting.ToClaim(options.TimeProvider);
                if (claim.Waited < Preemption.Grace || !_resources.IsFeasible(claim.Demand))
                {
                    continue;
                }

                IReadOnlyList<ulong> chosen = Preemption.Choose(claim, FreeLocked(), _leases.Values.Select(static lease => lease.Holding));
                if (chosen.Count > 0)
                {
                    WorkerEntry[] stopped = [.. _leases.Values.Select(static lease => lease.Worker).Where(worker => chosen.Contains(worker.Process)).Distinct()];
                    int priority = _leases.Values.Where(lease => chosen.Contains(lease.Worker.Process)).Max(static lease => lease.Share.Priority);
                    Array.ForEach(stopped, static worker => worker.IsPreempted = worker.IsRetired = true);
                    return (stopped, waiting.Share, priority);
                }
            }

            return null;
        }
    }

    private ResourceVector FreeLocked() => _resources.Free();

    private void ChargeLocked(LeaseEntry lease, ResourceDemand demand)
    {
        if (lease.IsCharged)
        {
            lease.Share.Charge(demand);
            lease.Share.Team.ChargedAt = options.TimeProvider.GetTimestamp();
        }
    }

    private void PayBackLocked(LeaseEntry lease, ResourceDemand demand)
    {
        if (lease.IsCharged)
        {
            lease.Share.Release(demand);
            _shares.OnReleased(lease.Share.Team);
        }
    }

    /// <summary>Why something that would fit does not start all the same.</summary>
    private LeaseReply? RefuseLocked(LeaseRequest request, ResourceDemand demand, JobShare share, WaitingRequest? waiting)
    {
        if (_kept is { } kept && !ReferenceEquals(kept, waiting) && !Reservation.Allows(kept.ToClaim(options.TimeProvider), FreeLocked(), share.Priority, demand))
        {
            return new LeaseReply(LeaseOutcome.Busy, default, null, $"{demand} are kept free on node {options.Name} for a request of job {kept.Request.Job} that has waited long") { Reason = PendingReason.WaitingForResources };
        }

        if (share.Team.MayCharge(demand))
        {
            return null;
        }

        waiting?.IsOverQuota = true;
        return new LeaseReply(LeaseOutcome.Busy, default, null, $"the quota of team '{share.Team.Name}' has no room for {demand} of job {request.Job}") { Reason = PendingReason.WaitingForQuota };
    }

    private WaitingRequest? FindKeptLocked()
    {
        if (_waiting.Count == 0)
        {
            return null;
        }

        // Of each flow the first is enough: those behind it have waited less.
        ShareUsage? usage = null;
        (WaitingRequest Request, ShareClaim Claim)[] heads =
        [
            .. _waiting.Heads.Where(item => !item.InGroup && _resources.IsFeasible(item.Demand)).Select(item => (item, item.ToClaim(options.TimeProvider)))
                .Order(Comparer<(WaitingRequest Request, ShareClaim Claim)>.Create((left, right) => FairOrder.Compare(left.Claim, right.Claim, usage ??= _shares.Usage()))),
        ];
        ShareClaim? kept = Reservation.Find(heads.Select(static head => head.Claim), FreeLocked(), _kept?.ToClaim(options.TimeProvider).Number ?? 0);
        return kept is null ? null : heads.First(head => head.Claim.Number == kept.Number).Request;
    }

    /// <summary>Grants what can be granted in order; <see langword="true"/> where the order has to be looked at again.</summary>
    private bool GrantNextLocked(ref List<(WaitingRequest Request, LeaseReply Reply)>? granted)
    {
        if (_waiting.Count == 0)
        {
            return false;
        }

        List<WaitingRequest> order = _waiting.InOrder(_shares.Usage, options.TimeProvider);
        if (_kept is { } kept && order.Remove(kept))
        {
            order.Insert(0, kept);
        }

        foreach (WaitingRequest waiting in order)
        {
            LeaseReply reply = GrantLocked(waiting.Request, waiting.Demand, waiting.Placement, waiting.Share, waiting);
            if (!IsFinal(reply))
            {
                continue;
            }

            bool hadOthers = _waiting.HasFlows;
            _waiting.Remove(waiting);
            (granted ??= []).Add((waiting, reply));
            if (ReferenceEquals(_kept, waiting))
            {
                _kept = null;
            }

            if (hadOthers)
            {
                return true;
            }
        }

        return false;
    }

    private WaitingRequest? FirstLocked() => _kept ?? (_waiting.Count == 0 ? null : _waiting.HasFlows ? _waiting.InOrder(_shares.Usage, options.TimeProvider)[0] : _waiting.Heads.First());

    /// <summary>The lease that its holder is asked for, of another class or process that has more or is less important; all that it takes where the node is kept free.</summary>
    private List<LeaseEntry> ChooseReclaimsLocked(WaitingRequest waiting)
    {
        bool isKept = ReferenceEquals(waiting, _kept);
        ShareClaim claim = waiting.ToClaim(options.TimeProvider);
        ShareUsage usage = _shares.Usage();
        var asked = new List<LeaseEntry>();
        ResourceVector free = FreeLocked();
        foreach (LeaseEntry coming in isKept ? _leases.Values.Where(static lease => lease is { IsReclaimed: true, Request.ForActor: false }) : [])
        {
            free.Add(coming.Demand);
        }

        do
        {
            if (isKept && free.Covers(waiting.Demand))
            {
                break;
            }

            if (TakeFirstLocked(lease => IsOther(lease, waiting) && Reclaims.MayAsk(claim, lease.Holding, usage, isKept), usage) is not [var found])
            {
                break;
            }

            asked.Add(found);
            free.Add(found.Demand);
        }
        while (isKept);

        return asked;
    }

    private static bool IsOther(LeaseEntry lease, WaitingRequest waiting) =>
        !lease.IsReclaimed && !lease.Request.ForActor && (lease.Request.Requester != waiting.Request.Requester || lease.Request.IsRetriable != waiting.Request.IsRetriable || !lease.Demand.Equals(waiting.Demand));

    private List<LeaseEntry> TakeFirstLocked(Func<LeaseEntry, bool> mayTake, ShareUsage? usage = null)
    {
        LeaseEntry? first = null;
        foreach (LeaseEntry lease in _leases.Values)
        {
            if (mayTake(lease) && (first is null || Reclaims.IsBefore(lease.Holding, first.Holding, usage ??= _shares.Usage())))
            {
                first = lease;
            }
        }

        if (first is null)
        {
            return [];
        }

        first.IsReclaimed = true;
        return [first];
    }
}
