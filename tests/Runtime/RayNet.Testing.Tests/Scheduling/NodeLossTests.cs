namespace RayNet.Testing.Tests.Scheduling;

public sealed class NodeLossTests
{
    // Row 89
    [Fact]
    public async Task When_the_node_dies_soft_affinity_finishes_elsewhere_and_hard_affinity_fails()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("second")] });
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        NodeId second = cluster.Nodes[1].Id;
        ActorHandle<Meeting> meetings = await Meeting.StartAsync("head");
        ActorHandle<Meeting> hardMeeting = await Meeting.StartAsync("head");
        ObjectRef<string> soft = Work.LingerRemote(meetings, new TaskOptions { MaxRetries = -1, SchedulingStrategy = SchedulingStrategy.NodeAffinity(second, soft: true) });
        ObjectRef<string> hard = Work.LingerRemote(hardMeeting, new TaskOptions { MaxRetries = -1, SchedulingStrategy = SchedulingStrategy.NodeAffinity(second) });
        Assert.Equal(second.ToString(), await meetings.First().Within());
        Assert.Equal(second.ToString(), await hardMeeting.First().Within());

        await cluster.KillNodeAsync(cluster.Nodes[1]);

        Assert.Equal(cluster.Nodes[0].Id.ToString(), await soft.Within());
        Assert.Equal(second, (await hard.FailsWith<UnschedulableException>()).NodeId);
    }

    [Fact]
    public async Task Bundles_of_a_node_that_died_get_another_place_and_the_others_stay()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("second"), On.Has("third")] });
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        PlacementGroup group = Ray.CreatePlacementGroup([new PlacementBundle { NumCpus = 2 }, new PlacementBundle { NumCpus = 2 }], PlacementStrategy.StrictSpread);
        await group.ReadyAsync().Within();
        IReadOnlyList<NodeId> before = await group.GetNodesAsync().Within();
        int lost = before[0] == cluster.Nodes[0].Id ? 1 : 0;

        await cluster.KillNodeAsync(cluster.Nodes.Single(node => node.Id == before[lost]));

        IReadOnlyList<NodeId> after = before;
        await cluster.WaitForAsync(_ => (after = group.GetNodesAsync().GetAwaiter().GetResult())[lost] is var node && node != default && node != before[lost], "the lost bundle on another node");
        Assert.Equal(before[1 - lost], after[1 - lost]);
        Assert.Equal(after[lost].ToString(), await Places.HereRemote(new TaskOptions { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, lost) }).Within());
    }
}
