using RayNet.Tests.Simulation;

namespace RayNet.Runtime.Scheduling.Tests;

/// <summary>Teams on shared nodes in virtual time. The simulation itself throws when a quota is exceeded or the wrong work is preempted.</summary>
public sealed class SharingSimulationTests
{
    [Theory]
    [InlineData(1, 0.7, false)]
    [InlineData(2, 1.1, false)]
    [InlineData(3, 0.9, true)]
    [InlineData(4, 1.1, true)]
    public void Every_task_ends_within_the_quotas(int seed, double load, bool hasPriorities)
    {
        var options = new SharingOptions { Seed = seed, Load = load, HasPriorities = hasPriorities };
        SharingResult result = SharingSimulation.Run(options);

        Assert.Equal(options.Tasks, result.Finished);
        Assert.True(hasPriorities == (result.Preempted > 0), $"{options}: {result}");
    }

    [Fact]
    public void A_task_of_a_whole_node_does_not_starve_behind_an_endless_queue_of_small_ones()
    {
        var options = new SharingOptions { Seed = 5, Load = 0.8, Nodes = 2, Teams = 2, Quota = 1_000, Tasks = 800 };
        SharingResult with = SharingSimulation.Run(options);
        SharingResult without = SharingSimulation.Run(options with { Reserves = false });

        Assert.True(with.LongestLarge < without.LongestLarge / 2, $"{options}: {with} and without {without}");
    }

    [Fact]
    public void Important_work_waits_less_than_other_work()
    {
        var options = new SharingOptions { Seed = 6, Load = 1.1, HasPriorities = true, Quota = 1_000 };
        SharingResult result = SharingSimulation.Run(options);

        Assert.True(result.LongestImportant < result.LongestOther / 2, $"{options}: {result}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var options = new SharingOptions { Seed = 7, HasPriorities = true };

        Assert.Equal(SharingSimulation.Run(options), SharingSimulation.Run(options));
        Assert.NotEqual(SharingSimulation.Run(options).Fingerprint, SharingSimulation.Run(options with { Seed = 8 }).Fingerprint);
    }
}
