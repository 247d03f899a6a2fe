namespace RayNet.Runtime.Sharing;

/// <summary>
/// Which holder is asked to let go after the call that it is in. Whoever has more than its share is, and whoever is less important; holders of the same job always, since their work is the same job's as
/// well.
/// </summary>
internal static class Reclaims
{
    /// <summary>Whether the claim may have what the holding has.</summary>
    /// <param name="claim">What waits.</param>
    /// <param name="holding">What runs.</param>
    /// <param name="usage">Who uses how much.</param>
    /// <param name="isReserved">The node is being kept free for the claim, which has waited too long to be held against its share.</param>
    internal static bool MayAsk(ShareClaim claim, ShareHolding holding, ShareUsage usage, bool isReserved)
    {
        if (holding.IsActor || holding.Priority > claim.Priority || (claim.IsOverQuota && holding.Team != claim.Team))
        {
            return false;
        }

        return isReserved
            || holding.Priority < claim.Priority
            || (holding.Team != claim.Team
                ? usage.OfTeam(holding.Team) >= usage.OfTeam(claim.Team, claim.Demand)
                : holding.Job == claim.Job || usage.OfJob(holding.Job) >= usage.OfJob(claim.Job, claim.Demand));
    }

    /// <summary>Of two that may be asked, whether the first is asked before the second: the less important, then whoever has most, then the older.</summary>
    internal static bool IsBefore(ShareHolding left, ShareHolding right, ShareUsage usage)
    {
        if (left.Priority != right.Priority)
        {
            return left.Priority < right.Priority;
        }

        if (left.Team != right.Team && usage.OfTeam(left.Team) is var team && usage.OfTeam(right.Team) is var otherTeam && !team.Equals(otherTeam))
        {
            return team > otherTeam;
        }

        if (left.Job != right.Job && usage.OfJob(left.Job) is var job && usage.OfJob(right.Job) is var otherJob && !job.Equals(otherJob))
        {
            return job > otherJob;
        }

        return left.Number < right.Number;
    }
}
