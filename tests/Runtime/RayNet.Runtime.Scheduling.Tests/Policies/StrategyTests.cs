using RayNet.Runtime.Policies;
using static RayNet.Runtime.Scheduling.Tests.Nodes;

namespace RayNet.Runtime.Scheduling.Tests;

public sealed class StrategyTests
{
    [Fact]
    public void Spread_takes_the_least_used_node_and_equals_in_turns()
    {
        ClusterSnapshot equal = Cluster(Node(1, 8, 8), Node(2, 8, 8), Node(3, 8, 8));
        ClusterSnapshot used = Cluster(Node(1, 8, 7), Node(2, 8, 8), Node(3, 8, 0));
        PlacementRequest request = Cpus(1) with { Kind = PlacementKind.Spread, Local = Id(1), Locality = [(Id(1), 100)] };

        Assert.Equal([1, 2, 3, 1], Enumerable.Range(0, 4).Select(turn => SchedulingPolicies.Decide(equal, request with { Turn = turn }).NumberOf()));
        Assert.Equal([2, 2, 2], Enumerable.Range(0, 3).Select(turn => SchedulingPolicies.Decide(used, request with { Turn = turn }).NumberOf()));
    }

    [Fact]
    public void Spread_of_what_holds_nothing_goes_by_the_number_that_is_there()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 8, 8) with { Occupants = 2 }, Node(2, 8, 8) with { Occupants = 1 }, Node(3, 8, 8) with { Occupants = 3 });

        Assert.Equal(2, SchedulingPolicies.Decide(cluster, Cpus(0) with { Kind = PlacementKind.Spread }).NumberOf());
    }

    [Fact]
    public void Hard_affinity_waits_for_a_busy_node_and_gives_up_on_one_that_is_gone_or_too_small()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 8, 8), Node(2, 4, 0), Node(3, 4, 4) with { State = ClusterNodeState.Draining });
        PlacementRequest request = Cpus(1) with { Kind = PlacementKind.NodeAffinity, Node = Id(2), Local = Id(1) };

        Assert.Equal(PlacementOutcome.Wait(PendingReason.WaitingForResources, Id(2)), SchedulingPolicies.Decide(cluster, request));
        Assert.Equal(PlacementOutcome.Never(PendingReason.Infeasible, Id(2)), SchedulingPolicies.Decide(cluster, request with { Demand = Demand(5), Required = Demand(5) }));
        Assert.Equal(PlacementOutcome.Never(PendingReason.NodeUnavailable, Id(3)), SchedulingPolicies.Decide(cluster, request with { Node = Id(3) }));
        Assert.Equal(PlacementOutcome.Never(PendingReason.NodeUnavailable, Id(9)), SchedulingPolicies.Decide(cluster, request with { Node = Id(9) }));
        Assert.Equal(1, SchedulingPolicies.Decide(cluster, request with { Node = Id(1) }).NumberOf());
    }

    [Fact]
    public void Hard_affinity_waits_for_a_node_that_may_come_back_and_soft_affinity_does_not()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 8, 8), Node(2, 4, 4) with { State = ClusterNodeState.Unreachable });
        PlacementRequest request = Cpus(1) with { Kind = PlacementKind.NodeAffinity, Node = Id(2) };

        Assert.Equal(PlacementOutcome.Wait(PendingReason.NodeUnavailable, Id(2)), SchedulingPolicies.Decide(cluster, request));
        Assert.Equal(1, SchedulingPolicies.Decide(cluster, request with { Kind = PlacementKind.SoftNodeAffinity }).NumberOf());
    }

    [Fact]
    public void Soft_affinity_goes_elsewhere_when_the_node_is_gone_or_too_small_and_waits_when_it_is_busy()
    {
        ClusterSnapshot cluster = Cluster(Node(1, 8, 8), Node(2, 4, 0));
        PlacementRequest request = Cpus(1) with { Kind = PlacementKind.SoftNodeAffinity, Node = Id(2) };

        Assert.Equal(PlacementOutcome.Wait(PendingReason.WaitingForResources, Id(2)), SchedulingPolicies.Decide(cluster, request));
        Assert.Equal(1, SchedulingPolicies.Decide(cluster, request with { Node = Id(9) }).NumberOf());
        Assert.Equal(1, SchedulingPolicies.Decide(cluster, request with { Demand = Demand(5) }).NumberOf());
    }
}
