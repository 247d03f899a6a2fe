namespace RayNet.Runtime.Policies;

/// <summary>
/// The rank of a node for <see cref="PlacementKind.Default"/>: 0 while it is less than half in use, so that work is packed there, and then one step
/// for each 128th, so that it is spread.
/// </summary>
internal static class HybridScore
{
    /// <summary>Up to which part of a node work is packed.</summary>
    internal const double Threshold = 0.5;

    /// <summary>Ranks are below this.</summary>
    internal const int Ranks = 66;

    /// <summary>Among how many nodes of the best rank one is chosen at random, so that those who decide at once by the same view do not all choose the same.</summary>
    internal const int Best = 5;

    internal static int Of(SchedulableNode node)
    {
        double utilization = node.Utilization();
        return utilization < Threshold ? 0 : 1 + (int)((utilization - Threshold) * 2 * (Ranks - 2));
    }

    /// <summary>One of <paramref name="count"/> equals.</summary>
    internal static int Pick(ulong seed, int count)
    {
        // Neighbouring seeds must not give neighbouring choices.
        ulong mixed = (seed + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)count);
    }
}
