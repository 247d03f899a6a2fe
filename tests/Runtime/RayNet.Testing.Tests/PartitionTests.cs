namespace RayNet.Testing.Tests;

/// <summary>Nodes of one process that lose sight of each other.</summary>
public sealed class PartitionTests
{
    [Fact]
    public async Task A_node_that_comes_back_in_time_keeps_its_actors()
    {
        await using RayCluster cluster = await StartAsync(TimeSpan.FromMinutes(2));
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        RayNode second = cluster.Nodes[1];
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("second", 1, -1));
        int process = await counter.ProcessId().Within();

        cluster.Partition(cluster.Head, second);
        await cluster.WaitForNodeAsync(second, NodeCondition.Unreachable);
        cluster.Heal();
        await cluster.WaitForNodeAsync(second, NodeCondition.Alive);

        Assert.Equal(second.Id.ToString(), await Work.WhereRemote(On.Node("second")).Within());
        _ = process;
        Assert.True(await counter.Increment().Within() > 0);
    }

    [Fact]
    public async Task A_node_that_stays_away_is_given_up_and_comes_back_as_a_new_one()
    {
        await using RayCluster cluster = await StartAsync(TimeSpan.FromSeconds(1));
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        RayNode second = cluster.Nodes[1];
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("second"));
        int worker = await counter.ProcessId().Within();

        cluster.Partition(cluster.Head, second);
        await cluster.WaitForNodeDeadAsync(second);
        cluster.Heal();

        // What asks for it waits no longer than that: its old life ends with its workers, and it joins under a new id.
        RayNode back = await cluster.WaitForReturnAsync(second);
        Assert.NotEqual(second.Id, back.Id);
        await Processes.WaitForEndAsync(worker);
        await counter.Increment().FailsWith<ActorException>();
        Assert.Equal(back.Id.ToString(), await Work.WhereRemote(On.Node("second")).Within());
    }

    private static Task<RayCluster> StartAsync(TimeSpan gracePeriod) =>
        RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("second")], NodeGracePeriod = gracePeriod });
}
