using RayNet.Runtime.Policies;
using static RayNet.Runtime.Scheduling.Tests.Nodes;

namespace RayNet.Runtime.Scheduling.Tests;

/// <summary>What holds for every cluster and request. A failure names its seed.</summary>
public sealed class PolicyPropertyTests
{
    private const int Runs = 3_000;

    [Fact]
    public void A_node_that_is_chosen_is_alive_has_room_and_the_labels()
    {
        for (int seed = 0; seed < Runs; seed++)
        {
            var random = new RandomCluster(seed);
            SchedulableNode[] nodes = random.Many(12);
            PlacementRequest request = random.Request(nodes.Length);

            PlacementOutcome outcome = SchedulingPolicies.Decide(new ClusterSnapshot(nodes), request);

            if (outcome.IsPlaced)
            {
                SchedulableNode node = nodes.Single(item => item.Id == outcome.Node);
                Assert.True(node.TakesWork, $"seed {seed}: {node.Id} takes no work");
                Assert.True(node.Available.Covers(request.Demand), $"seed {seed}: {node.Id} has no room");
                Assert.True(request.Selectors.IsEmpty || request.Selectors.Any(selector => selector.Matches(node.Labels)), $"seed {seed}: {node.Id} has other labels");
                Assert.DoesNotContain(node.Id, request.Except);
            }
        }
    }

    [Fact]
    public void What_fits_somewhere_is_placed_unless_it_is_bound_to_another_node()
    {
        for (int seed = 0; seed < Runs; seed++)
        {
            var random = new RandomCluster(seed);
            SchedulableNode[] nodes = random.Many(12);
            PlacementRequest request = random.Request(nodes.Length) with { Kind = (PlacementKind)random.Random.Next(2) };

            bool fits = nodes.Any(node => node.TakesWork && node.Available.Covers(request.Demand) && !request.Except.Contains(node.Id)
                && (request.Selectors.IsEmpty || request.Selectors.Any(selector => selector.Matches(node.Labels))));

            Assert.True(fits == SchedulingPolicies.Decide(new ClusterSnapshot(nodes), request).IsPlaced, $"seed {seed}: fits is {fits}");
        }
    }

    [Fact]
    public void The_same_input_gives_the_same_answer_in_whatever_order_the_nodes_come()
    {
        for (int seed = 0; seed < Runs; seed++)
        {
            var random = new RandomCluster(seed);
            SchedulableNode[] nodes = random.Many(12);
            PlacementRequest request = random.Request(nodes.Length);
            PlacementOutcome first = SchedulingPolicies.Decide(new ClusterSnapshot(nodes), request);

            random.Random.Shuffle(nodes);

            Assert.True(first == SchedulingPolicies.Decide(new ClusterSnapshot(nodes), request), $"seed {seed}");
        }
    }

    [Fact]
    public void The_index_answers_as_the_policies_do_while_nodes_come_go_and_fill()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new RandomCluster(seed);
            var index = new PlacementIndex();
            var granted = new List<(NodeId Node, PlacementRequest Request)>();
            PlacementRequest[] shapes = [.. Enumerable.Range(0, 8).Select(_ => random.Request(10) with { Except = [], Locality = [] })];
            for (int step = 0; step < 150; step++)
            {
                Change(random, index, granted, shapes[random.Random.Next(shapes.Length)], $"seed {seed}, step {step}");
            }
        }
    }

    private static void Change(RandomCluster random, PlacementIndex index, List<(NodeId Node, PlacementRequest Request)> granted, PlacementRequest shape, string where)
    {
        switch (random.Random.Next(10))
        {
            case 0:
                SchedulableNode node = random.Node(random.Random.Next(1, 11));
                granted.RemoveAll(item => item.Node == node.Id);
                index.Set(node);
                break;
            case 1 when random.Random.Next(3) == 0:
                NodeId gone = Id(random.Random.Next(1, 11));
                granted.RemoveAll(item => item.Node == gone);
                index.Remove(gone);
                break;
            case 2 or 3 when granted.Count > 0:
                int last = random.Random.Next(granted.Count);
                index.Release(granted[last].Node, granted[last].Request.Demand);
                granted.RemoveAt(last);
                break;
            default:
                PlacementRequest request = shape with { Seed = (ulong)random.Random.NextInt64() };
                PlacementOutcome expected = SchedulingPolicies.Decide(index.Snapshot(), request);
                PlacementOutcome actual = index.Decide(request);
                Assert.True(expected == actual, $"{where}: the policies say {expected}, the index says {actual}");
                if (actual.IsPlaced)
                {
                    index.Acquire(actual.Node, request.Demand);
                    granted.Add((actual.Node, request));
                }

                break;
        }
    }
}
