namespace RayNet.Runtime.Tests.Scheduling;

/// <summary>Placement groups in a cluster whose only node is the program.</summary>
public sealed class PlacementGroupTests
{
    private static readonly PlacementBundle OneCpu = new() { NumCpus = 1 };

    [Fact]
    public async Task A_group_holds_its_resources_and_work_in_it_takes_from_those()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        PlacementGroup group = Ray.CreatePlacementGroup([OneCpu, OneCpu], name: "all");
        await group.ReadyAsync().Within();

        Assert.Equal(0, Ray.AvailableResources()["CPU"]);
        int[] echoed = await Ray.WhenAll(Enumerable.Range(1, 3).Select(i => Work.EchoRemote(i, In(group)))).Within();
        Assert.Equal([1, 2, 3], echoed);
        ObjectRef<int> outside = Work.EchoRemote(4);
        Assert.Equal(PendingReason.WaitingForResources, (await Ray.ExplainAsync(outside).Within()).Reason);
        Assert.Same(group, Ray.GetPlacementGroup("all"));

        await group.RemoveAsync().Within();

        Assert.Equal(4, await outside.Within());
        Assert.Equal(2, Ray.AvailableResources()["CPU"]);
        Assert.Null(Ray.GetPlacementGroup("all"));
        await Work.EchoRemote(5, In(group)).FailsWith<UnschedulableException>();
    }

    [Fact]
    public async Task A_group_waits_until_the_resources_are_free_and_so_does_its_work()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        PlacementGroup first = Ray.CreatePlacementGroup([OneCpu]);
        PlacementGroup second = Ray.CreatePlacementGroup([OneCpu]);
        ObjectRef<int> early = Work.EchoRemote(1, In(second));

        Assert.False(await second.WaitAsync(TimeSpan.Zero).Within());
        Assert.Equal(PendingReason.WaitingForResources, (await second.ExplainAsync().Within()).Reason);
        Assert.Equal(PendingReason.WaitingForPlacementGroup, (await Ray.ExplainAsync(early).Within()).Reason);

        await first.RemoveAsync().Within();

        await second.ReadyAsync().Within();
        Assert.Equal(1, await early.Within());
    }

    [Fact]
    public async Task Strict_spread_over_one_node_and_too_large_bundles_never_get_a_place()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 4);

        Assert.Equal(PendingReason.Infeasible, (await Ray.CreatePlacementGroup([OneCpu, OneCpu], PlacementStrategy.StrictSpread).ExplainAsync().Within()).Reason);
        Assert.Equal(PendingReason.Infeasible, (await Ray.CreatePlacementGroup([new PlacementBundle { NumCpus = 5 }]).ExplainAsync().Within()).Reason);
        Assert.True(await Ray.CreatePlacementGroup([OneCpu, OneCpu], PlacementStrategy.Spread).WaitAsync(TimeSpan.FromSeconds(30)).Within());
    }

    [Fact]
    public async Task Removal_ends_what_runs_in_the_group()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        Gate gate = cluster.Gate();
        PlacementGroup group = Ray.CreatePlacementGroup([new PlacementBundle { NumCpus = 2 }]);
        ObjectRef<int> running = Work.BlockRemote(1, gate, In(group) with { MaxRetries = 0 });
        await gate.Arrived();

        await group.RemoveAsync().Within();

        await running.FailsWith<WorkerCrashedException>();
        gate.Open();
        Assert.Equal(PlacementGroupState.Removed, await group.GetStateAsync().Within());
    }

    [Fact]
    public async Task What_is_larger_than_the_bundles_fails()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 4);
        PlacementGroup group = Ray.CreatePlacementGroup([OneCpu, new PlacementBundle { NumCpus = 2 }]);

        Assert.Equal(1, await Work.EchoRemote(1, In(group) with { NumCpus = 2 }).Within());
        await Work.EchoRemote(1, In(group) with { NumCpus = 3 }).FailsWith<UnschedulableException>();
        await Work.EchoRemote(1, new TaskOptions { NumCpus = 2, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, 0) }).FailsWith<UnschedulableException>();
    }

    private static TaskOptions In(PlacementGroup group) => new() { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) };
}
