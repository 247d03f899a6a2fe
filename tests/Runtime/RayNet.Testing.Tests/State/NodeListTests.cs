namespace RayNet.Testing.Tests;

/// <summary>What a program is told about nodes and resources.</summary>
public sealed class NodeListTests
{
    [Fact]
    public async Task A_driver_of_a_cluster_sees_all_nodes_and_their_resources()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions
        {
            Head = On.Has("head", cpus: 1),
            Nodes = [On.Has("second", cpus: 3) with { Labels = new Dictionary<string, string> { ["zone"] = "a" } }],
        });
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        Assert.Equal(4, Ray.ClusterResources()["CPU"]);
        Assert.Equal(4, (await Ray.ClusterResourcesAsync())["CPU"]);
        Assert.Equal(Ray.AvailableResources().Keys.Order(), (await Ray.AvailableResourcesAsync()).Keys.Order());

        IReadOnlyList<ClusterNode> nodes = await Ray.GetNodesAsync();
        Assert.Equal(nodes.Select(static node => node.Id), Ray.GetNodes().Select(static node => node.Id));
        Assert.Equal(cluster.Nodes.Select(static node => node.Id), nodes.Select(static node => node.Id));
        Assert.All(nodes, static node => Assert.Equal((ClusterNodeState.Alive, string.Empty, null), (node.State, node.Reason, node.EndedAt)));
        Assert.True(nodes[0].IsHead);
        ClusterNode second = nodes[1];
        Assert.Equal(("second", false, Environment.ProcessId, 256L << 20), (second.Name, second.IsHead, second.ProcessId, second.ObjectStoreMemory));
        Assert.Equal((3, 100), (second.Resources["CPU"], second.Available["second"]));
        Assert.Equal("a", second.Labels["zone"]);
        Assert.Equal(cluster.Nodes[1].Address, second.Address);
        Assert.NotEmpty(second.Version);

        await cluster.KillNodeAsync(cluster.Nodes[1]);
        await cluster.WaitForAsync(static all => all.Any(static node => node.Condition == NodeCondition.Dead), "a dead node");
        ClusterNode dead = Ray.GetNodes()[1];
        Assert.Equal((second.Id, ClusterNodeState.Dead), (dead.Id, dead.State));
        Assert.NotNull(dead.EndedAt);
        Assert.NotEmpty(dead.Reason);
        Assert.Equal(1, Ray.ClusterResources()["CPU"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Without_a_cluster_the_program_is_the_one_node(int? workers)
    {
        await using IRayClient ray = await Ray.InitAsync(options =>
        {
            options.Workers = workers;
            options.NumCpus = 2;
            options.SetAsDefault = false;
        });
        using IDisposable scope = ray.Use();
        ClusterNode node = Assert.Single(await Ray.GetNodesAsync());
        Assert.Equal((ClusterNodeState.Alive, true, Environment.ProcessId), (node.State, node.IsHead, node.ProcessId));
        Assert.Equal((2, 2), (node.Resources["CPU"], node.Available["CPU"]));
        Assert.NotEmpty(node.Version);
        Assert.Equal(node.Id.ToString(), await Work.WhereRemote().Within());
    }
}
