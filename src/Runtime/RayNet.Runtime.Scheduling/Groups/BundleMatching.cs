namespace RayNet.Runtime.Groups;

/// <summary>Gives as many bundles as possible a node of their own.</summary>
internal static class BundleMatching
{
    /// <param name="bundles">How many bundles.</param>
    /// <param name="nodes">How many nodes, the preferred ones first.</param>
    /// <param name="fits">Whether a bundle fits on a node.</param>
    /// <returns>The node of each bundle, or -1.</returns>
    internal static int[] Find(int bundles, int nodes, Func<int, int, bool> fits)
    {
        int[] nodeOf = new int[bundles];
        int[] bundleOf = new int[nodes];
        Array.Fill(nodeOf, -1);
        Array.Fill(bundleOf, -1);
        bool[] seen = new bool[nodes];
        for (int bundle = 0; bundle < bundles; bundle++)
        {
            Array.Clear(seen);
            TryPlace(bundle);
        }

        return nodeOf;

        // A bundle that has a node moves to another one where that frees a place. The depth is the number of bundles at most.
        bool TryPlace(int bundle)
        {
            for (int node = 0; node < nodes; node++)
            {
                if (bundleOf[node] < 0 && !seen[node] && fits(bundle, node))
                {
                    return Take(bundle, node);
                }
            }

            for (int node = 0; node < nodes; node++)
            {
                if (seen[node] || !fits(bundle, node))
                {
                    continue;
                }

                seen[node] = true;
                if (TryPlace(bundleOf[node]))
                {
                    return Take(bundle, node);
                }
            }

            return false;
        }

        bool Take(int bundle, int node)
        {
            (bundleOf[node], nodeOf[bundle]) = (bundle, node);
            return true;
        }
    }
}
