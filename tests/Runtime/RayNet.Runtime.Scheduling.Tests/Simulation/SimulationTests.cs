using RayNet.Tests.Simulation;

namespace RayNet.Runtime.Scheduling.Tests;

/// <summary>Whole clusters in virtual time. The simulation itself throws when a node is over-committed or a label is not kept.</summary>
public sealed class SimulationTests
{
    [Theory]
    [InlineData(1, 0.4, 0)]
    [InlineData(2, 0.9, 0)]
    [InlineData(3, 1.3, 0)]
    [InlineData(4, 0.8, 20)]
    [InlineData(5, 1.2, 40)]
    public void Every_task_ends_once_whatever_dies(int seed, double load, int deaths)
    {
        var options = new SimulationOptions { Seed = seed, Load = load, Deaths = deaths };
        SimulationResult result = ClusterSimulation.Run(options);

        Assert.Equal(options.Tasks, result.Finished);
        Assert.True(result.Attempts >= options.Tasks, $"{options}: {result}");
        Assert.True(deaths == 0 == (result.Attempts == options.Tasks), $"{options}: {result}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        var options = new SimulationOptions { Seed = 7, Load = 1, Deaths = 10 };
        SimulationResult first = ClusterSimulation.Run(options);

        Assert.Equal(first.Fingerprint, ClusterSimulation.Run(options).Fingerprint);
        Assert.NotEqual(first.Fingerprint, ClusterSimulation.Run(options with { Seed = 8 }).Fingerprint);
    }

    [Fact]
    public void Under_little_load_the_default_leaves_nodes_idle_and_fills_none_while_spread_uses_all()
    {
        var options = new SimulationOptions { Seed = 9, Load = 0.25, Nodes = 40 };
        int[] packed = ClusterSimulation.Run(options).Histogram;
        int[] spread = ClusterSimulation.Run(options with { Mode = PlacementMode.Spread }).Histogram;

        Assert.True(packed[0] > spread[0], $"{options}: {string.Join(' ', packed)} and {string.Join(' ', spread)}");
        Assert.True(packed[5..].Sum() <= options.Nodes / 2, $"{options}: {string.Join(' ', packed)}");
    }
}
