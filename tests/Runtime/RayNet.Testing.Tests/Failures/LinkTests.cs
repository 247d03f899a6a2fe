namespace RayNet.Testing.Tests.Failures;

/// <summary>Links that are silent, slow, or come and go.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private RayCluster? _cluster;
    private IRayClient? _driver;

    private RayCluster Cluster => _cluster!;

    private IRayClient Driver => _driver!;

    private RayNode Second => Cluster.Nodes[1];

    public async ValueTask InitializeAsync()
    {
        _cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("second")], NodeGracePeriod = TimeSpan.FromMinutes(2) });
        _driver = await _cluster.ConnectAsync(static options => options.LogToDriver = false);
    }

    public async ValueTask DisposeAsync()
    {
        await Driver.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_half_open_connection_is_noticed_by_its_silence_and_made_again()
    {
        using IDisposable use = Driver.Use();
        Assert.Equal(Second.Id.ToString(), await Work.WhereRemote(On.Node("second")).Within());
        Cluster.Silence(Cluster.Head, Second);
        await Cluster.WaitForNodeAsync(Second, NodeCondition.Unreachable);
        Cluster.Heal();
        await Cluster.WaitForNodeAsync(Second, NodeCondition.Alive);
        Assert.Equal(Second.Id.ToString(), await Work.WhereRemote(On.Node("second")).Within());
    }

    [Fact]
    public async Task Over_a_slow_link_everything_comes_and_nobody_is_given_up()
    {
        using IDisposable use = Driver.Use();
        Cluster.DelayLinks(Cluster.Head, Second, TimeSpan.FromMilliseconds(300));
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("second"));
        int[] counts = await Ray.WhenAll(counter.Increment(), counter.Increment(), counter.Increment()).Within();
        Assert.Equal([1, 2, 3], counts);
        ObjectRef<byte[]> block = Work.MakeRemote(4 << 20, 1, On.Node("second", 0));
        Assert.Equal(4 << 20, await Work.SumRemote(block, On.Node("head")).Within());
        Assert.All(await Cluster.ListNodesAsync(), static node => Assert.Equal(NodeCondition.Alive, node.Condition));
    }

    [Fact]
    public async Task Connections_that_break_again_and_again_leave_one_node_with_its_actor()
    {
        using IDisposable use = Driver.Use();
        ActorHandle<Durable> durable = Durable.CreateRemote(On.Actor("second", -1, -1));
        Assert.Equal(1, await durable.Add().Within());
        var random = new Random(5);
        var calls = new List<Task<int>>();
        for (int i = 0; i < 5; i++)
        {
            Cluster.Partition(Cluster.Head, Second);
            calls.Add(durable.Add().AsTask());
            await Task.Delay(random.Next(200));
            Cluster.Heal();
            await Task.Delay(random.Next(200));
        }

        await Cluster.WaitForNodeAsync(Second, NodeCondition.Alive);
        int[] counts = await Task.WhenAll(calls).Within();
        Assert.Equal([2, 3, 4, 5, 6], counts);
        Assert.Equal(2, (await Cluster.ListNodesAsync()).Count);
    }

    // Row 111
    [Fact]
    public async Task A_group_is_made_late_where_a_bundle_is_prepared_late()
    {
        using IDisposable use = Driver.Use();
        // Below the limit of a heartbeat, there and back.
        var delay = TimeSpan.FromMilliseconds(800);
        Cluster.DelayLinks(Cluster.Head, Second, delay);
        long start = TimeProvider.System.GetTimestamp();
        PlacementGroup group = Ray.CreatePlacementGroup([new PlacementBundle { NumCpus = 1, Resources = new Dictionary<string, double> { ["second"] = 1 } }]);
        await group.ReadyAsync().Within();
        Assert.True(TimeProvider.System.GetElapsedTime(start) >= 0.9 * delay);
        Assert.Equal(PlacementGroupState.Created, await group.GetStateAsync());
    }
}
