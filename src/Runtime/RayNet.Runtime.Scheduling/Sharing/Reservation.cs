using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Sharing;

/// <summary>
/// Keeps a node free for a claim that has waited long, so that a large demand does not starve behind an endless queue of small ones. A reservation pauses as long as it was in force: should those that it
/// keeps out be what the holders wait for, they get on, too.
/// </summary>
internal static class Reservation
{
    /// <summary>How long a claim waits before room is kept for it.</summary>
    internal static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    /// <summary>How long room is kept at a time.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    /// <summary>The claim that room is kept for, or <see langword="null"/>: of those that lack something, the most important, and of equals the one that has waited longest.</summary>
    internal static ShareClaim? Find(IEnumerable<ShareClaim> claims, ResourceVector free)
    {
        ShareClaim? found = null;
        foreach (ShareClaim claim in claims)
        {
            if (!claim.IsOverQuota && IsInForce(claim.Waited) && !free.Covers(claim.Demand)
                && (found is null || claim.Priority > found.Priority || (claim.Priority == found.Priority && (claim.Waited > found.Waited || (claim.Waited == found.Waited && claim.Number < found.Number)))))
            {
                found = claim;
            }
        }

        return found;
    }

    /// <summary>Whether another claim may start although room is kept.</summary>
    internal static bool Allows(ShareClaim kept, ResourceVector free, int priority, ResourceDemand demand)
    {
        if (priority > kept.Priority)
        {
            return true;
        }

        for (int i = 0; i < demand.Resources.Length; i++)
        {
            long wanted = kept.Demand.UnitsOf(demand.Resources[i]);
            if (wanted > 0 && free[demand.Resources[i]] - demand.Units[i] < wanted)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInForce(TimeSpan waited) => waited >= Delay && (waited - Delay).Ticks / Period.Ticks % 2 == 0;
}
