namespace RayNet.Testing.Tests.Scheduling;

public sealed class StrategyTests(ThreeNodes nodes) : ThreeNodeTests(nodes)
{
    private static readonly NodeId Unknown = new(1, 1);

    // Row 85
    [Fact]
    public async Task An_idle_local_node_runs_tasks_one_after_the_other_itself()
    {
        using IDisposable scope = Nodes.Use();
        var places = new HashSet<string>();
        for (int i = 0; i < 20; i++)
        {
            places.Add(await Places.HereRemote().Within());
        }

        Assert.Equal([Nodes.Head], places);
    }

    // Row 87
    [Fact]
    public async Task Spread_puts_consumers_of_far_data_on_different_nodes()
    {
        using IDisposable scope = Nodes.Use();

        // Whoever makes the block holds no CPU: that it is free again would be told a little later.
        ObjectRef<byte[]> block = Work.MakeRemote(4 << 20, 1, On.Node("second") with { NumCpus = 0 });
        await Ray.WaitAsync([block]).Within();
        await WaitUntilToldAsync();
        var spread = new TaskOptions { SchedulingStrategy = SchedulingStrategy.Spread };

        // They run at the same time: of calls that end at once, one may follow another one on an idle node.
        ActorHandle<Meeting> meeting = await Meeting.StartAsync("head");
        string[] places = await Ray.WhenAll(Places.HereWithAnotherRemote(block, meeting, spread), Places.HereWithAnotherRemote(block, meeting, spread)).Within();

        Assert.Equal(2, places.Distinct().Count());
    }

    [Fact]
    public async Task Spread_may_be_declared()
    {
        using IDisposable scope = Nodes.Use();
        await WaitUntilToldAsync();
        ActorHandle<Meeting> meeting = await Meeting.StartAsync("head");

        string[] declared = await Ray.WhenAll(Places.AnywhereWithAnotherRemote(meeting), Places.AnywhereWithAnotherRemote(meeting)).Within();

        Assert.Equal(2, declared.Distinct().Count());
    }

    // Row 89
    [Fact]
    public async Task Hard_affinity_runs_on_its_node()
    {
        using IDisposable scope = Nodes.Use();
        foreach (RayNode node in Nodes.Cluster.Nodes)
        {
            SchedulingStrategy there = SchedulingStrategy.NodeAffinity(node.Id);
            Assert.Equal(node.Id.ToString(), await Places.HereRemote(new TaskOptions { SchedulingStrategy = there }).Within());
            Assert.Equal(node.Id.ToString(), await Resident.CreateRemote(new ActorOptions { SchedulingStrategy = there }).Node().Within());
        }
    }

    [Fact]
    public async Task Hard_affinity_to_a_node_that_is_unknown_or_too_small_fails_and_names_it()
    {
        using IDisposable scope = Nodes.Use();
        UnschedulableException unknown = await Places.HereRemote(new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(Unknown) }).FailsWith<UnschedulableException>();
        Assert.Equal(Unknown, unknown.NodeId);
        Assert.All((string[])["Places.Here", Unknown.ToString()], word => Assert.Contains(word, unknown.Message));

        NodeId second = Nodes.Cluster.Nodes[1].Id;
        UnschedulableException small = await Places.HereRemote(new TaskOptions { NumCpus = 99, SchedulingStrategy = SchedulingStrategy.NodeAffinity(second) }).FailsWith<UnschedulableException>();
        Assert.Equal(second, small.NodeId);

        ActorDiedException actor = await Resident.CreateRemote(new ActorOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(Unknown) }).Node().FailsWith<ActorDiedException>();
        Assert.Equal(Unknown, Assert.IsType<UnschedulableException>(actor.InnerException).NodeId);

        var detached = new ActorOptions { Name = "nowhere", Lifetime = ActorLifetime.Detached, SchedulingStrategy = SchedulingStrategy.NodeAffinity(Unknown) };
        Assert.Throws<UnschedulableException>(() => Resident.CreateRemote(detached));
    }

    [Fact]
    public async Task Soft_affinity_goes_elsewhere_when_its_node_is_unknown_or_too_small()
    {
        using IDisposable scope = Nodes.Use();

        Assert.NotEmpty(await Places.HereRemote(new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(Unknown, soft: true) }).Within());
        Assert.Equal(Nodes.Third, await Places.HereRemote(On.Node("third") with { SchedulingStrategy = SchedulingStrategy.NodeAffinity(Nodes.Cluster.Nodes[1].Id, soft: true) }).Within());
        Assert.Equal(Nodes.Second, await Places.HereRemote(new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(Nodes.Cluster.Nodes[1].Id, soft: true) }).Within());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_busy_node_is_waited_for(bool soft)
    {
        using IDisposable scope = Nodes.Use();
        ActorHandle<Meeting> meeting = await Meeting.StartAsync("head");
        var all = new TaskOptions { Resources = new Dictionary<string, double> { ["second"] = 100 } };
        ObjectRef<string> first = Places.HereUntilRemote(meeting, all);
        await Nodes.Cluster.WaitForAsync(list => !list.Single(node => node.Name == "second").Available.TryGetValue("second", out double free) || free == 0, "the second node in use");

        TaskOptions bound = On.Node("second") with { SchedulingStrategy = SchedulingStrategy.NodeAffinity(Nodes.Cluster.Nodes[1].Id, soft) };
        ObjectRef<string> waiting = Places.HereRemote(bound);
        await Nodes.Cluster.WaitForAsync(_ => Nodes.Driver.ExplainAsync(waiting).GetAwaiter().GetResult().Reason == PendingReason.WaitingForResources, "a task that waits for its node");

        await meeting.Arrive("now").Within();

        Assert.Equal([Nodes.Second, Nodes.Second], await Ray.WhenAll(first, waiting).Within());
    }

    [Fact]
    public async Task A_policy_of_the_users_own_chooses_the_node_for_tasks_and_actors()
    {
        using IDisposable scope = Nodes.Use();
        var policy = new LastByName();
        SchedulingStrategy custom = SchedulingStrategy.Custom(policy);

        Assert.Equal(Nodes.Third, await Places.HereRemote(new TaskOptions { SchedulingStrategy = custom }).Within());
        Assert.Equal(Nodes.Third, await Resident.CreateRemote(new ActorOptions { SchedulingStrategy = custom }).Node().Within());
        Assert.Equal(Nodes.Second, await Places.HereRemote(new TaskOptions { SchedulingStrategy = custom, LabelSelector = LabelSelector.Parse("zone=in(north,south)") }).Within());
        Assert.Contains(policy.Requests, static request => request is { IsActor: true });
    }

    [Fact]
    public async Task A_policy_that_throws_or_names_a_node_that_was_not_offered_fails_the_call()
    {
        using IDisposable scope = Nodes.Use();
        UnschedulableException thrown = await Places.HereRemote(new TaskOptions { SchedulingStrategy = SchedulingStrategy.Custom(new Chosen(() => throw new FormatException("no"))) }).FailsWith<UnschedulableException>();
        UnschedulableException wrong = await Places.HereRemote(new TaskOptions { SchedulingStrategy = SchedulingStrategy.Custom(new Chosen(static () => Unknown)) }).FailsWith<UnschedulableException>();

        Assert.IsType<FormatException>(thrown.InnerException);
        Assert.Equal(Unknown, wrong.NodeId);
        Assert.Contains(nameof(Chosen), wrong.Message);
    }

    /// <summary>A node decides by what it was told of the others: what the test before held has to be known as free.</summary>
    private async Task WaitUntilToldAsync() => await Soon.Until(
        () => Nodes.Driver.GetNodesAsync(),
        static nodes => nodes.Where(static node => node.State == ClusterNodeState.Alive).All(static node => node.Available["CPU"].Equals(node.Resources["CPU"])),
        "nodes of which the head knows that all CPUs are free");

    private sealed class LastByName : ISchedulingPolicy
    {
        internal System.Collections.Concurrent.ConcurrentQueue<SchedulingRequest> Requests { get; } = new();

        public NodeId? Choose(SchedulingRequest request, IReadOnlyList<ClusterNode> nodes)
        {
            Requests.Enqueue(request);
            return nodes.MaxBy(static node => node.Name, StringComparer.Ordinal)!.Id;
        }
    }

    private sealed class Chosen(Func<NodeId?> choose) : ISchedulingPolicy
    {
        public NodeId? Choose(SchedulingRequest request, IReadOnlyList<ClusterNode> nodes) => choose();
    }
}
