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

    /// <summary>
    /// The claim that room is kept for, or <see langword="null"/>: the one that is first in order, when it has waited long and lacks something. Once chosen it stays so until it has what it lacks: what is given back for
    /// it makes others come before it.
    /// </summary>
    /// <param name="order">The claims, the first to be served first.</param>
    /// <param name="free">What is free on the node.</param>
    /// <param name="before">The number of the claim that room was kept for; 0 for none.</param>
    internal static ShareClaim? Find(IEnumerable<ShareClaim> order, ResourceVector free, long before = 0)
    {
        ShareClaim? first = null;
        foreach (ShareClaim claim in order)
        {
            if (claim.IsOverQuota)
            {
                continue;
            }

            first ??= claim;
            if (claim.Number == before && IsInForce(claim.Waited) && claim.Priority >= first.Priority)
            {
                return claim;
            }
        }

        return first is not null && IsInForce(first.Waited) && !free.Covers(first.Demand) ? first : null;
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
