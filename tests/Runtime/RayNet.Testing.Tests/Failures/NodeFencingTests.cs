namespace RayNet.Testing.Tests.Failures;

/// <summary>A node that stands still and goes on too late, in processes of their own.</summary>
public sealed class NodeFencingTests
{
    [Fact]
    public async Task A_node_that_was_silent_for_too_long_is_given_up_in_time_and_does_nothing_twice_when_it_goes_on()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions
        {
            Mode = NodeMode.Process,
            ToolPath = DriverProcess.Tool,
            Head = On.Has("head"),
            Nodes = [On.Has("room") with { Name = "second" }],
            NodeGracePeriod = TimeSpan.FromSeconds(5),
        });
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable use = driver.Use();
        ActorHandle<Durable> durable = Durable.CreateRemote(On.Actor("room", -1, -1));
        Assert.Equal(1, await durable.Add().Within());
        int process = await durable.ProcessId().Within();
        RayNode second = cluster.Nodes[1];

        long start = TimeProvider.System.GetTimestamp();
        await cluster.FreezeAsync(second);
        Task<int> next = durable.Add().AsTask();
        await cluster.WaitForNodeAsync(second, NodeCondition.Unreachable);
        await cluster.WaitForNodeDeadAsync(second);

        // By default: an interval of 1 s, an answer within 3 s, a grace of 5 s; and what this machine takes to look.
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));

        // The call that was on its way, and the actor, go on elsewhere, with the state that was kept.
        await cluster.AddNodeAsync(On.Has("room") with { Name = "third" });
        Assert.Equal(2, await next.Within());
        Assert.NotEqual(process, await durable.ProcessId().Within());

        cluster.Thaw(second);
        RayNode back = await cluster.WaitForReturnAsync(second);
        Assert.NotEqual(second.Id, back.Id);
        Assert.Equal(second.ProcessId, back.ProcessId);
        await Processes.WaitForEndAsync(process);
        Assert.Equal(3, await durable.Add().Within());
        Assert.Equal([NodeCondition.Alive, NodeCondition.Alive, NodeCondition.Alive], (await cluster.ListNodesAsync()).Where(node => node.Id != second.Id).Select(static node => node.Condition));
    }
}
