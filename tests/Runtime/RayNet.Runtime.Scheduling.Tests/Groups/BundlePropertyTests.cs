using System.Collections.Immutable;
using RayNet.Runtime.Groups;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Scheduling.Tests;

/// <summary>What holds for every group. A failure names its seed.</summary>
public sealed class BundlePropertyTests
{
    private const int Runs = 2_000;

    [Theory]
    [InlineData(PlacementStrategy.Pack)]
    [InlineData(PlacementStrategy.StrictPack)]
    [InlineData(PlacementStrategy.Spread)]
    [InlineData(PlacementStrategy.StrictSpread)]
    public void A_plan_fits_has_the_labels_and_keeps_the_rule(PlacementStrategy strategy)
    {
        for (int seed = 0; seed < Runs; seed++)
        {
            (SchedulableNode[] nodes, ImmutableArray<BundleRequest> bundles) = Make(seed);
            BundlePlan plan = BundlePolicies.Place(new ClusterSnapshot(nodes), bundles, strategy, []);
            BundlePlan again = BundlePolicies.Place(new ClusterSnapshot(nodes.Reverse()), bundles, strategy, []);
            Assert.True(plan.Nodes.SequenceEqual(again.Nodes) && plan.Reason == again.Reason, $"seed {seed}: another order, another answer");
            if (!plan.IsPlaced)
            {
                continue;
            }

            Assert.True(Fits(nodes, bundles, plan.Nodes), $"seed {seed}: the plan does not fit");
            int used = plan.Nodes.Distinct().Count();
            Assert.True(strategy != PlacementStrategy.StrictPack || used == 1, $"seed {seed}: packed strictly on {used} nodes");
            Assert.True(strategy != PlacementStrategy.StrictSpread || used == bundles.Length, $"seed {seed}: {bundles.Length} bundles spread strictly over {used} nodes");
        }
    }

    [Theory]
    [InlineData(PlacementStrategy.StrictPack)]
    [InlineData(PlacementStrategy.StrictSpread)]
    public void What_fits_under_a_strict_rule_is_placed(PlacementStrategy strategy)
    {
        for (int seed = 0; seed < Runs; seed++)
        {
            (SchedulableNode[] nodes, ImmutableArray<BundleRequest> bundles) = Make(seed);
            bool fits = Exists(nodes, bundles, strategy, new NodeId[bundles.Length], 0);

            Assert.True(fits == BundlePolicies.Place(new ClusterSnapshot(nodes), bundles, strategy, []).IsPlaced, $"seed {seed}: fits is {fits}");
        }
    }

    private static (SchedulableNode[] Nodes, ImmutableArray<BundleRequest> Bundles) Make(int seed)
    {
        var random = new RandomCluster(seed);
        return (random.Many(4), [.. Enumerable.Range(0, random.Random.Next(1, 5)).Select(_ => new BundleRequest(random.Demand(), random.Random.Next(3) == 0 ? random.Selector() : LabelSelector.Any))]);
    }

    /// <summary>By trying everything.</summary>
    private static bool Exists(SchedulableNode[] nodes, ImmutableArray<BundleRequest> bundles, PlacementStrategy strategy, NodeId[] plan, int bundle)
    {
        if (bundle == bundles.Length)
        {
            return Fits(nodes, bundles, plan);
        }

        foreach (SchedulableNode node in nodes)
        {
            bool isAllowed = strategy == PlacementStrategy.StrictPack ? bundle == 0 || plan[0] == node.Id : !plan.Take(bundle).Contains(node.Id);
            if (isAllowed)
            {
                plan[bundle] = node.Id;
                if (Exists(nodes, bundles, strategy, plan, bundle + 1))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Fits(SchedulableNode[] nodes, ImmutableArray<BundleRequest> bundles, IReadOnlyList<NodeId> plan)
    {
        foreach (SchedulableNode node in nodes)
        {
            ResourceVector free = node.Available.Copy();
            for (int i = 0; i < bundles.Length; i++)
            {
                if (plan[i] != node.Id)
                {
                    continue;
                }

                if (!node.TakesWork || !bundles[i].Selector.Matches(node.Labels) || !free.Covers(bundles[i].Demand))
                {
                    return false;
                }

                free.Subtract(bundles[i].Demand);
            }
        }

        return true;
    }
}
