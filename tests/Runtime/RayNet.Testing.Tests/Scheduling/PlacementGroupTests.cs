namespace RayNet.Testing.Tests.Scheduling;

public sealed class PlacementGroupTests(ThreeNodes nodes) : ThreeNodeTests(nodes)
{
    private static readonly PlacementBundle OneCpu = new() { NumCpus = 1 };

    // Row 93
    [Theory]
    [InlineData(PlacementStrategy.Pack, 2, 1)]
    [InlineData(PlacementStrategy.StrictPack, 2, 1)]
    [InlineData(PlacementStrategy.Spread, 2, 2)]
    [InlineData(PlacementStrategy.StrictSpread, 3, 3)]
    public async Task Bundles_lie_as_the_strategy_says_and_work_runs_where_they_lie(PlacementStrategy strategy, int bundles, int expected)
    {
        using IDisposable scope = Nodes.Use();
        PlacementGroup group = Ray.CreatePlacementGroup([.. Enumerable.Repeat(OneCpu, bundles)], strategy);
        await group.ReadyAsync().Within();

        IReadOnlyList<NodeId> places = await group.GetNodesAsync().Within();
        Assert.Equal(expected, places.Distinct().Count());
        for (int bundle = 0; bundle < bundles; bundle++)
        {
            SchedulingStrategy there = SchedulingStrategy.PlacementGroup(group, bundle);
            Assert.Equal(places[bundle].ToString(), await Places.HereRemote(new TaskOptions { SchedulingStrategy = there }).Within());
        }

        Assert.Contains(await Resident.CreateRemote(new ActorOptions { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) }).Node().Within(), places.Select(static node => node.ToString()));
        await RemoveAsync(group);
    }

    // Row 90
    [Fact]
    public async Task Children_of_what_captures_them_run_in_the_group_and_escape_by_the_default_strategy()
    {
        using IDisposable scope = Nodes.Use();

        // The group has all CPUs of its node: what is not in it runs elsewhere.
        PlacementGroup group = Ray.CreatePlacementGroup([new PlacementBundle { NumCpus = 2, Resources = new Dictionary<string, double> { ["third"] = 1 } }]);
        await group.ReadyAsync().Within();
        var captures = new TaskOptions { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, captureChildren: true) };
        var plain = new TaskOptions { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) };

        Assert.Equal(Nodes.Third, await Places.OfChildRemote(false, captures).Within());
        Assert.Equal(Nodes.Third, await Places.OfGrandchildRemote(captures).Within());
        Assert.NotEqual(Nodes.Third, await Places.OfChildRemote(true, captures).Within());
        Assert.NotEqual(Nodes.Third, await Places.OfChildRemote(false, plain).Within());
        ActorHandle<Parent> parent = Parent.CreateRemote(new ActorOptions { SchedulingStrategy = captures.SchedulingStrategy });
        Assert.Equal(Nodes.Third, await parent.ChildTask().Within());
        Assert.Equal(Nodes.Third, await parent.ChildActor().Within());
        await RemoveAsync(group);
    }

    [Fact]
    public async Task What_a_killed_worker_held_on_another_node_comes_free_there()
    {
        using IDisposable scope = Nodes.Use();
        PlacementGroup group = Ray.CreatePlacementGroup([new PlacementBundle { NumCpus = 2, Resources = new Dictionary<string, double> { ["third"] = 1 } }]);
        await group.ReadyAsync().Within();
        ActorHandle<Meeting> outside = await Meeting.StartAsync("head");
        ObjectRef<string> parent = Places.OfLingeringChildRemote(outside, new TaskOptions { MaxRetries = 0, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) });
        await outside.First().Within();

        await group.RemoveAsync().Within();

        await parent.FailsWith<WorkerCrashedException>();
        await Nodes.Cluster.WaitForAsync(static list => list.Where(static node => node.Condition == NodeCondition.Alive).All(static node => node.Available["CPU"] == 2), "all CPUs free");
    }

    // Rows 94, 95
    [Fact]
    public async Task Removal_ends_what_runs_in_the_group_and_gives_the_resources_back()
    {
        using IDisposable scope = Nodes.Use();
        PlacementGroup group = Ray.CreatePlacementGroup([new PlacementBundle { NumCpus = 2, Resources = new Dictionary<string, double> { ["third"] = 1 } }]);
        await group.ReadyAsync().Within();
        SchedulingStrategy inside = SchedulingStrategy.PlacementGroup(group);
        ActorHandle<Meeting> outside = await Meeting.StartAsync("head");
        ActorHandle<Resident> actor = Resident.CreateRemote(new ActorOptions { NumCpus = 1, SchedulingStrategy = inside });
        Assert.Equal(Nodes.Third, await actor.Node().Within());
        ObjectRef<string> running = Work.LingerRemote(outside, new TaskOptions { MaxRetries = 0, SchedulingStrategy = inside });
        await outside.First().Within();
        Assert.True(await group.WaitAsync(TimeSpan.FromSeconds(30)), "a group is ready although its resources are in use");

        await group.RemoveAsync().Within();

        await running.FailsWith<WorkerCrashedException>();
        await actor.Node().FailsWith<ActorException>();
        await Nodes.Cluster.WaitForAsync(list => list.Single(node => node.Name == "third").Available["CPU"] == 2, "the group's CPUs free");
        Assert.Equal(PlacementGroupState.Removed, await group.GetStateAsync().Within());
        await group.RemoveAsync().Within();
        await Assert.ThrowsAsync<UnschedulableException>(() => group.ReadyAsync().Within());
        Assert.Contains("removed", (await Places.HereRemote(new TaskOptions { SchedulingStrategy = inside }).FailsWith<UnschedulableException>()).Message);
    }

    // Rows 46, 94, 97
    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        using IDisposable scope = Nodes.Use();
        PlacementGroup group = Ray.CreatePlacementGroup([OneCpu, OneCpu]);

        Assert.Throws<InvalidOptionException>(() => SchedulingStrategy.PlacementGroup(group, 3));
        Assert.Throws<InvalidOptionException>(() => SchedulingStrategy.PlacementGroup(group, -2));
        Assert.Throws<InvalidOptionException>(static () => Ray.CreatePlacementGroup([]));
        Assert.Throws<InvalidOptionException>(static () => Ray.CreatePlacementGroup([new PlacementBundle()]));
        Assert.Throws<InvalidOptionException>(static () => Ray.CreatePlacementGroup([new PlacementBundle { Resources = new Dictionary<string, double> { ["CPU"] = 1 } }]));
        Assert.Throws<InvalidOptionException>(static () => Ray.CreatePlacementGroup([OneCpu], lifetime: ActorLifetime.Detached));
        UnschedulableException large = await Places.HereRemote(new TaskOptions { NumCpus = 2, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) }).FailsWith<UnschedulableException>();
        Assert.Contains("1 CPU", large.Message);
        ActorDiedException actor = await Resident.CreateRemote(new ActorOptions { NumGpus = 8, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) }).Node().FailsWith<ActorDiedException>();
        Assert.Contains("8 GPU", Assert.IsType<UnschedulableException>(actor.InnerException).Message);
        await RemoveAsync(group);
    }

    // Rows 98, 100
    [Fact]
    public async Task A_group_that_fits_nowhere_waits_says_why_and_with_its_work_gets_a_place_when_a_node_joins()
    {
        using IDisposable scope = Nodes.Use();
        PlacementGroup group = Ray.CreatePlacementGroup([OneCpu, new PlacementBundle { NumCpus = 1, LabelSelector = LabelSelector.Parse("zone=east") }], PlacementStrategy.StrictSpread);
        ObjectRef<string> early = Places.HereRemote(new TaskOptions { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, 1) });

        Assert.Equal(PlacementGroupState.Pending, await group.GetStateAsync().Within());
        Assert.False(await group.WaitAsync(TimeSpan.Zero).Within());
        PendingExplanation why = await group.ExplainAsync().Within();
        Assert.Equal(PendingReason.NoNodeWithLabel, why.Reason);
        Assert.Contains("1 of 2 bundles", why.Message);

        RayNode east = await Nodes.Cluster.AddNodeAsync(On.Has("east") with { Labels = new Dictionary<string, string> { ["zone"] = "east" } });

        await group.ReadyAsync().Within();
        Assert.Equal(east.Id.ToString(), await early.Within());
        await RemoveAsync(group);
        await Nodes.Cluster.RemoveNodeAsync(east);
    }

    [Fact]
    public async Task A_detached_group_is_found_by_its_name_after_its_maker_is_gone()
    {
        await using (IRayClient maker = await Nodes.Cluster.ConnectAsync())
        {
            await maker.CreatePlacementGroup([OneCpu], name: "kept", lifetime: ActorLifetime.Detached).ReadyAsync().Within();
            await maker.CreatePlacementGroup([OneCpu], name: "lost").ReadyAsync().Within();
        }

        using IDisposable scope = Nodes.Use();
        PlacementGroup kept = Ray.GetPlacementGroup("kept")!;
        Assert.Equal((1, PlacementStrategy.Pack), (kept.Bundles.Count, kept.Strategy));
        Assert.NotEmpty(await Places.HereRemote(new TaskOptions { SchedulingStrategy = SchedulingStrategy.PlacementGroup(kept) }).Within());
        await Nodes.Cluster.WaitForAsync(_ => Ray.GetPlacementGroup("lost") is null, "the group of a driver that is gone removed");
        await RemoveAsync(kept);
        Assert.Null(Ray.GetPlacementGroup("kept"));
    }

    /// <summary>The nodes report a little later what is free again; the next test counts on it.</summary>
    private async Task RemoveAsync(PlacementGroup group)
    {
        await group.RemoveAsync().Within();
        await Nodes.Cluster.WaitForAsync(static list => list.Where(static node => node.Condition == NodeCondition.Alive).All(static node => node.Available["CPU"] == 2), "all CPUs free");
    }
}
