using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The bundles of placement groups on this node. Guarded by the node's lock.</summary>
internal sealed class BundleTable(NodeResources node, GpuAccount gpus)
{
    private readonly Dictionary<(PlacementGroupId Group, int Bundle), BundleAccount> _accounts = [];

    internal IEnumerable<PlacementGroupId> Groups => _accounts.Keys.Select(static key => key.Group).Distinct();

    internal BundleAccount? Find(PlacementGroupId group, int bundle) => _accounts.GetValueOrDefault((group, bundle));

    /// <summary>Holds the resources of all the bundles, or of none. What is held already stays so.</summary>
    internal bool TryPrepare(BundleOrder order)
    {
        var added = new List<int>();
        for (int i = 0; i < order.Indexes.Length; i++)
        {
            (PlacementGroupId, int) key = (order.Group, order.Indexes[i]);
            if (_accounts.ContainsKey(key))
            {
                continue;
            }

            ResourceDemand demand = ResourceDemand.FromUnits(order.Units[i]);
            long gpuUnits = demand.UnitsOf(ResourceNames.Gpu);
            string[]? held = gpus.Choose(gpuUnits);
            if (held is null || !node.TryAcquire(demand))
            {
                foreach (int bundle in added)
                {
                    Remove(order.Group, bundle);
                }

                return false;
            }

            gpus.Acquire(held, gpuUnits);
            _accounts.Add(key, new BundleAccount(demand, order.Attempt, held));
            added.Add(order.Indexes[i]);
        }

        return true;
    }

    /// <summary>Lets work use them.</summary>
    internal void Commit(BundleOrder order)
    {
        foreach (int bundle in order.Indexes)
        {
            if (Find(order.Group, bundle) is { } account)
            {
                account.IsCommitted = true;
            }
        }
    }

    /// <summary>Gives resources back. Without indexes: all of an attempt that nobody waits for any more.</summary>
    /// <returns>Whether work may have used some.</returns>
    internal bool Return(BundleOrder order)
    {
        int[] bundles = order.Indexes.Length > 0
            ? order.Indexes
            : [.. _accounts.Where(item => item.Key.Group == order.Group && item.Value.Attempt == order.Attempt && !item.Value.IsCommitted).Select(static item => item.Key.Bundle)];
        bool wasUsed = false;
        foreach (int bundle in bundles)
        {
            wasUsed |= Find(order.Group, bundle) is { IsCommitted: true };
            Remove(order.Group, bundle);
        }

        return wasUsed;
    }

    internal int[] BundlesOf(PlacementGroupId group) => [.. _accounts.Keys.Where(key => key.Group == group).Select(static key => key.Bundle)];

    private void Remove(PlacementGroupId group, int bundle)
    {
        if (_accounts.Remove((group, bundle), out BundleAccount? account))
        {
            node.Release(account.Demand);
            gpus.Release(account.HeldGpus, account.Demand.UnitsOf(ResourceNames.Gpu));
        }
    }
}
