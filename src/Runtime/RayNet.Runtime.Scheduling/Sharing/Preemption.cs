using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Sharing;

/// <summary>
/// Which workers are stopped for a claim of a higher priority: only those whose work all has a lower one and may be done again, without actors; the least important first, of equals the one that got
/// work last, and none where that would not be enough.
/// </summary>
internal static class Preemption
{
    /// <summary>How long a claim waits before it takes from others; until then they are asked.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>The workers to stop.</summary>
    /// <param name="claim">What waits.</param>
    /// <param name="free">What is free on the node.</param>
    /// <param name="holdings">Everything that runs there.</param>
    internal static IReadOnlyList<ulong> Choose(ShareClaim claim, ResourceVector free, IEnumerable<ShareHolding> holdings)
    {
        if (claim.Waited < Grace)
        {
            return [];
        }

        // Over quota, what is free on the node does not help: the team has to give up as much as it wants.
        ResourceVector have = claim.IsOverQuota ? ResourceVector.From(claim.Demand) : free.Copy();
        if (claim.IsOverQuota)
        {
            have.Subtract(claim.Demand);
        }

        if (have.Covers(claim.Demand))
        {
            return [];
        }

        var victims = new List<ShareHolding[]>();
        foreach (ShareHolding[] worker in holdings.GroupBy(static holding => holding.Worker).Select(static group => group.ToArray())
            .Where(worker => worker.All(holding => MayTake(claim, holding)))
            .OrderBy(static worker => worker.Max(static holding => holding.Priority))
            .ThenByDescending(static worker => worker.Max(static holding => holding.Number)))
        {
            if (!Helps(worker, claim, have))
            {
                continue;
            }

            victims.Add(worker);
            Add(have, worker);
            if (have.Covers(claim.Demand) && (!claim.IsOverQuota || CoversNode(free, victims, claim)))
            {
                return Spare(claim, free, have, victims);
            }
        }

        return [];
    }

    private static bool MayTake(ShareClaim claim, ShareHolding holding) =>
        holding.Priority < claim.Priority && holding is { MayRepeat: true, IsActor: false } && (!claim.IsOverQuota || holding.Team == claim.Team);

    private static bool Helps(ShareHolding[] worker, ShareClaim claim, ResourceVector have) => worker.Any(holding =>
    {
        for (int i = 0; i < claim.Demand.Resources.Length; i++)
        {
            int resource = claim.Demand.Resources[i];
            if (have[resource] < claim.Demand.Units[i] && holding.Demand.UnitsOf(resource) > 0)
            {
                return true;
            }
        }

        return false;
    });

    private static bool CoversNode(ResourceVector free, List<ShareHolding[]> victims, ShareClaim claim)
    {
        ResourceVector after = free.Copy();
        victims.ForEach(worker => Add(after, worker));
        return after.Covers(claim.Demand);
    }

    /// <summary>Those that turned out not to be needed go on: a later one may have freed more.</summary>
    private static List<ulong> Spare(ShareClaim claim, ResourceVector free, ResourceVector have, List<ShareHolding[]> victims)
    {
        for (int i = victims.Count - 2; i >= 0; i--)
        {
            ShareHolding[] worker = victims[i];
            Array.ForEach(worker, holding => have.Subtract(holding.Demand));
            victims.RemoveAt(i);
            if (!have.Covers(claim.Demand) || (claim.IsOverQuota && !CoversNode(free, victims, claim)))
            {
                victims.Insert(i, worker);
                Add(have, worker);
            }
        }

        return [.. victims.Select(static worker => worker[0].Worker)];
    }

    private static void Add(ResourceVector vector, ShareHolding[] worker) => Array.ForEach(worker, holding => vector.Add(holding.Demand));
}
