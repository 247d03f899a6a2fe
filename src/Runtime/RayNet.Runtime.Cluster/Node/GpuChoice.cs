using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>
/// Which GPUs a lease gets. A part of one goes where the least is left that still is enough, so that whole ones stay whole; several are whole.
/// </summary>
internal static class GpuChoice
{
    /// <summary>Whether there is any machine on which so much can be held: parts of several GPUs cannot be added up.</summary>
    internal static bool IsPossible(long units) => units <= ResourceQuantity.UnitsPerOne || units % ResourceQuantity.UnitsPerOne == 0;

    /// <summary>The positions of the GPUs, in ascending order, or <see langword="null"/> where it does not fit now.</summary>
    /// <param name="free">What is free of each, in units.</param>
    /// <param name="units">What is asked for.</param>
    internal static int[]? Choose(ReadOnlySpan<long> free, long units)
    {
        if (!IsPossible(units))
        {
            return null;
        }

        if (units < ResourceQuantity.UnitsPerOne)
        {
            int best = -1;
            for (int i = 0; i < free.Length; i++)
            {
                if (free[i] >= units && (best < 0 || free[i] < free[best]))
                {
                    best = i;
                }
            }

            return best < 0 ? null : [best];
        }

        int count = (int)(units / ResourceQuantity.UnitsPerOne);
        var whole = new List<int>(count);
        for (int i = 0; i < free.Length && whole.Count < count; i++)
        {
            if (free[i] == ResourceQuantity.UnitsPerOne)
            {
                whole.Add(i);
            }
        }

        return whole.Count == count ? [.. whole] : null;
    }
}
