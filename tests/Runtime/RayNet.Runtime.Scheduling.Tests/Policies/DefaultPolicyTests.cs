using RayNet.Runtime.Policies;
using static RayNet.Runtime.Scheduling.Tests.Nodes;

namespace RayNet.Runtime.Scheduling.Tests;

public sealed class DefaultPolicyTests
{
    [Fact]
    public void Work_stays_on_the_local_node_while_that_is_less_than_half_in_use()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 8, 8), Node(2, 8, 5), Node(3, 8, 8));

        Assert.Equal(2, SchedulingPolicies.Decide(cluster, Cpus(1) with { Local = Id(2) }).NumberOf());
    }

    [Fact]
    public void From_half_on_it_goes_to_nodes_below_and_then_to_the_least_used()
    {
        ClusterSnapshot half = Cluster(Node(1, 8, 4), Node(2, 8, 3), Node(3, 8, 8));
        ClusterSnapshot full = Cluster(Node(1, 8, 1), Node(2, 8, 3), Node(3, 8, 2));

        Assert.Equal(3, SchedulingPolicies.Decide(half, Cpus(1) with { Local = Id(1) }).NumberOf());
        Assert.Equal(2, SchedulingPolicies.Decide(full, Cpus(1) with { Local = Id(1) }).NumberOf());
    }

    [Fact]
    public void Of_equals_one_is_chosen_by_the_seed_among_the_first_few()
    {
        ClusterSnapshot cluster = Cluster([.. Enumerable.Range(1, 50).Select(static number => Node(number, 8, 8))]);
        int[] chosen = [.. Enumerable.Range(0, 200).Select(seed => SchedulingPolicies.Decide(cluster, Cpus(1) with { Seed = (ulong)seed }).NumberOf())];

        Assert.Equal([1, 2, 3, 4, 5], chosen.Distinct().Order());
        Assert.Equal(chosen, Enumerable.Range(0, 200).Select(seed => SchedulingPolicies.Decide(cluster, Cpus(1) with { Seed = (ulong)seed }).NumberOf()));
    }

    [Fact]
    public void The_node_with_most_bytes_of_the_arguments_wins_where_it_has_room()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 8, 8), Node(2, 8, 1), Node(3, 8, 0));
        PlacementRequest request = Cpus(1) with { Local = Id(1), Locality = [(Id(1), 10), (Id(2), 20), (Id(3), 30)] };

        Assert.Equal(2, SchedulingPolicies.Decide(cluster, request).NumberOf());
        Assert.Equal(1, SchedulingPolicies.Decide(cluster, request with { Demand = Demand(2) }).NumberOf());
    }

    [Fact]
    public void Fallbacks_are_tried_in_order_when_nothing_is_free_before_them()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 8, 0, ("gpu", "A")), Node(2, 8, 8, ("gpu", "B")), Node(3, 8, 8, ("gpu", "C")));
        PlacementRequest request = Cpus(1) with { Selectors = [LabelSelector.Parse("gpu=A"), LabelSelector.Parse("gpu=C"), LabelSelector.Parse("gpu=B")] };

        Assert.Equal(3, SchedulingPolicies.Decide(cluster, request).NumberOf());
        Assert.Equal(1, SchedulingPolicies.Decide(cluster, request with { Demand = Demand(0) }).NumberOf());
    }

    [Fact]
    public void What_is_not_placed_says_why()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 8, 0, ("zone", "north")), Node(2, 8, 8) with { State = ClusterNodeState.Draining });

        Assert.Equal(PendingReason.WaitingForResources, SchedulingPolicies.Decide(cluster, Cpus(1)).Reason);
        Assert.Equal(PendingReason.Infeasible, SchedulingPolicies.Decide(cluster, Cpus(9)).Reason);
        Assert.Equal(PendingReason.NoNodeWithLabel, SchedulingPolicies.Decide(cluster, Cpus(1) with { Selectors = [LabelSelector.Parse("zone=south")] }).Reason);
        Assert.Equal(PendingReason.Infeasible, SchedulingPolicies.Decide(cluster, Cpus(9) with { Selectors = [LabelSelector.Parse("zone=north")] }).Reason);
    }

    [Fact]
    public void Who_waits_waits_where_it_fits_with_the_fewest_others()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 4, 0) with { Occupants = 2 }, Node(2, 4, 0) with { Occupants = 1 }, Node(3, 1, 0));

        Assert.Equal(Id(2), SchedulingPolicies.ChooseQueue(cluster, Cpus(2)));
        Assert.Null(SchedulingPolicies.ChooseQueue(cluster, Cpus(5)));
        Assert.Equal(Id(1), SchedulingPolicies.ChooseQueue(cluster, Cpus(2) with { Except = [Id(2)] }));
    }
}
