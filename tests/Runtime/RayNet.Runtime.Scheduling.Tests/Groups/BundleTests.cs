using System.Collections.Immutable;
using RayNet.Runtime.Groups;
using RayNet.Runtime.Policies;
using static RayNet.Runtime.Scheduling.Tests.Nodes;

namespace RayNet.Runtime.Scheduling.Tests;

public sealed class BundleTests
{
    private static readonly ClusterSnapshot ThreeNodes = Cluster(Node(1, 4, 4), Node(2, 4, 4), Node(3, 4, 4));

    [Fact]
    public void Pack_puts_two_bundles_of_half_a_node_on_one_and_spread_on_two()
    {
        Assert.Single(Nodes(Place(ThreeNodes, PlacementStrategy.Pack, 2, 2)).Distinct());
        Assert.Equal(2, Nodes(Place(ThreeNodes, PlacementStrategy.Spread, 2, 2)).Distinct().Count());
    }

    [Fact]
    public void Pack_takes_a_second_node_where_one_is_too_small_and_strict_pack_does_not()
    {
        Assert.Equal(2, Nodes(Place(ThreeNodes, PlacementStrategy.Pack, 2, 2, 2)).Distinct().Count());
        Assert.Equal(PendingReason.Infeasible, Place(ThreeNodes, PlacementStrategy.StrictPack, 2, 2, 2).Reason);
        Assert.Single(Nodes(Place(ThreeNodes, PlacementStrategy.StrictPack, 2, 2)).Distinct());
    }

    [Fact]
    public void Spread_shares_nodes_where_there_are_too_few_and_strict_spread_does_not()
    {
        Assert.Equal(3, Nodes(Place(ThreeNodes, PlacementStrategy.Spread, 2, 2, 2, 2)).Distinct().Count());
        Assert.Equal(3, Nodes(Place(ThreeNodes, PlacementStrategy.StrictSpread, 2, 2, 2)).Distinct().Count());
        BundlePlan none = Place(ThreeNodes, PlacementStrategy.StrictSpread, 2, 2, 2, 2);
        Assert.Equal((PendingReason.Infeasible, 3), (none.Reason, none.Found));
    }

    [Fact]
    public void Strict_spread_moves_bundles_so_that_all_find_a_node()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 8, 8), Node(2, 2, 2), Node(3, 4, 4));

        Assert.Equal([2, 3, 1], Nodes(Place(cluster, PlacementStrategy.StrictSpread, 1, 3, 7)));
    }

    [Fact]
    public void Labels_of_bundles_hold_and_missing_ones_are_named()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 8, 8, ("zone", "north")), Node(2, 8, 8, ("zone", "south")));
        ImmutableArray<BundleRequest> bundles = [new(Demand(1), LabelSelector.Parse("zone=south")), new(Demand(1), LabelSelector.Parse("zone=north"))];

        Assert.Equal([2, 1], Nodes(BundlePolicies.Place(cluster, bundles, PlacementStrategy.Pack, [])));
        Assert.Equal(PendingReason.Infeasible, BundlePolicies.Place(cluster, bundles, PlacementStrategy.StrictPack, []).Reason);
        Assert.Equal(PendingReason.NoNodeWithLabel, BundlePolicies.Place(cluster, [new(Demand(1), LabelSelector.Parse("zone=west"))], PlacementStrategy.Pack, []).Reason);
    }

    [Fact]
    public void What_would_fit_on_empty_nodes_waits()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 4, 1), Node(2, 4, 4));

        Assert.Equal(PendingReason.WaitingForResources, Place(cluster, PlacementStrategy.StrictSpread, 2, 2).Reason);
        Assert.Equal(PendingReason.WaitingForResources, Place(cluster, PlacementStrategy.Pack, 4, 4).Reason);
    }

    [Fact]
    public void Lost_bundles_find_a_new_place_that_keeps_the_rule_with_those_that_stayed()
    {
        ImmutableArray<BundleRequest> bundles = [new(Demand(2), LabelSelector.Any), new(Demand(2), LabelSelector.Any)];
        ClusterSnapshot used = Cluster(Node(1, 4, 2), Node(2, 4, 4), Node(3, 4, 4));

        Assert.Equal([1, 1], Nodes(BundlePolicies.Place(used, bundles, PlacementStrategy.Pack, [Id(1), default])));
        Assert.Equal([1, 1], Nodes(BundlePolicies.Place(used, bundles, PlacementStrategy.StrictPack, [Id(1), default])));
        Assert.Contains(Nodes(BundlePolicies.Place(used, bundles, PlacementStrategy.StrictSpread, [Id(1), default]))[1], (int[])[2, 3]);
        Assert.Contains(Nodes(BundlePolicies.Place(used, bundles, PlacementStrategy.Spread, [Id(1), default]))[1], (int[])[2, 3]);
    }

    private static BundlePlan Place(ClusterSnapshot cluster, PlacementStrategy strategy, params double[] cpus) =>
        BundlePolicies.Place(cluster, [.. cpus.Select(static cpu => new BundleRequest(Demand(cpu), LabelSelector.Any))], strategy, []);

    private static int[] Nodes(BundlePlan plan)
    {
        Assert.True(plan.IsPlaced, $"There is no place: {plan.Reason}");
        return [.. plan.Nodes.Select(static node => (int)node.Sequence)];
    }
}
