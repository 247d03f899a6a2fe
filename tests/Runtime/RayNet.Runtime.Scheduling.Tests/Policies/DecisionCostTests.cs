using RayNet.Runtime.Policies;
using static RayNet.Runtime.Scheduling.Tests.Nodes;

namespace RayNet.Runtime.Scheduling.Tests;

/// <summary>What a decision may cost, as far as that does not depend on the machine. Times: <c>eng/bench.sh placement</c>.</summary>
public sealed class DecisionCostTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(2)]
    [InlineData(0)]
    public void A_decision_of_the_index_allocates_nothing(double free)
    {
        var index = new PlacementIndex();
        for (int number = 1; number <= 200; number++)
        {
            index.Set(Node(number, 8, free, ("zone", $"{number % 4}")));
        }

        PlacementRequest request = Cpus(1) with { Local = Id(7), Selectors = [LabelSelector.Parse("zone=!1"), LabelSelector.Parse("zone=!2")] };
        // What happens once in a process (the first calls of a method) does not count.
        long least = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1_000; i++)
            {
                Decide(index, request);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static void Decide(PlacementIndex index, PlacementRequest request)
    {
        PlacementOutcome outcome = index.Decide(request);
        if (outcome.IsPlaced)
        {
            index.Acquire(outcome.Node, request.Demand);
            index.Release(outcome.Node, request.Demand);
        }
    }
}
