namespace RayNet.Testing.Tests;

/// <summary>Nodes that are asked to leave, while work goes on.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private RayCluster? _cluster;
    private IRayClient? _driver;

    private RayCluster Cluster => _cluster!;

    private IRayClient Driver => _driver!;

    private RayNode Second => Cluster.Nodes.First(static node => node.Name == "second");

    public async ValueTask InitializeAsync()
    {
        _cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [Room("second")] });
        _driver = await _cluster.ConnectAsync(static options => options.LogToDriver = false);
    }

    public async ValueTask DisposeAsync()
    {
        await Driver.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    [Fact]
    public async Task Work_there_ends_in_its_own_time_new_work_goes_elsewhere_and_then_the_node_leaves()
    {
        using IDisposable use = Driver.Use();
        ActorHandle<Meeting> meeting = await Meeting.StartAsync("head");
        ObjectRef<string> running = Work.LingerUntilRemote(meeting, On.Node("second", maxRetries: 0));
        await meeting.First().Within();

        await Driver.DrainNodeAsync(Second.Id, TimeSpan.FromMinutes(5), "a new kernel");
        await Cluster.WaitForNodeAsync(Second, NodeCondition.Draining);
        ClusterNode shown = (await Driver.GetNodesAsync()).First(node => node.Id == Second.Id);
        Assert.Equal((ClusterNodeState.Draining, "a new kernel"), (shown.State, shown.Reason));

        // What only this node could run waits for another one.
        ObjectRef<string> waiting = Work.WhereRemote(On.Node("room"));
        RayNode third = await Cluster.AddNodeAsync(Room("third"));
        Assert.Equal(third.Id.ToString(), await waiting.Within());
        Assert.False(running.AsTask().IsCompleted);

        Assert.Equal(1, await meeting.Arrive("go on").Within() - 1);
        Assert.Equal(Second.Id.ToString(), await running.Within());
        await Cluster.WaitForNodeDeadAsync(Second);
        Assert.Equal("It was drained: a new kernel", (await Driver.GetNodesAsync()).First(node => node.Id == Second.Id).Reason);
    }

    [Fact]
    public async Task An_actor_moves_without_losing_a_call_and_without_using_up_a_restart()
    {
        using IDisposable use = Driver.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("room", maxRestarts: 1));
        ActorHandle<Caller> caller = Caller.CreateRemote(counter, On.Actor("head"));
        Assert.Equal(1, await counter.Increment().Within());
        Assert.Equal(2, await caller.Call().Within());
        RayNode third = await Cluster.AddNodeAsync(Room("third"));

        await Driver.DrainNodeAsync(Second.Id);
        var calls = new List<Task<int>>();
        using var limit = new CancellationTokenSource(Soon.Limit);
        do
        {
            Assert.False(limit.IsCancellationRequested, "the node that is drained has not left");
            calls.Add(counter.Increment().AsTask());
        }
        while (!(await Cluster.ListNodesAsync()).Any(node => node.Id == Second.Id && node.Condition == NodeCondition.Dead));

        // All calls of the owner end: some in the first life, the others in the second, which counts from 1 again.
        int[] values = await Task.WhenAll(calls).Within();
        Assert.Equal(third.Id.ToString(), await counter.Where().Within());
        int first = Array.IndexOf(values, 1);
        Assert.Equal(Enumerable.Range(3, first), values[..first]);
        Assert.Equal(Enumerable.Range(1, values.Length - first), values[first..]);
        Assert.Equal(values[^1] + 1, await CallAsync(caller));

        Processes.Kill(await counter.ProcessId().Within());
        Assert.Equal(1, await AnswerAsync(counter));
    }

    [Fact]
    public async Task An_actor_that_may_not_be_built_again_stays_until_the_deadline()
    {
        using IDisposable use = Driver.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("room"));
        Assert.Equal(1, await counter.Increment().Within());
        await Driver.DrainNodeAsync(Second.Id);
        await Cluster.WaitForNodeAsync(Second, NodeCondition.Draining);
        await Cluster.WaitForAsync(static nodes => nodes.First(static node => node.Name == "second").HasAnswered, "an answer of the second node");
        Assert.Equal(2, await counter.Increment().Within());
        int worker = await counter.ProcessId().Within();

        await Driver.DrainNodeAsync(Second.Id, TimeSpan.FromMilliseconds(100));
        await Cluster.WaitForNodeDeadAsync(Second);

        // Its worker follows within a moment; calls do not pass the node, and some may still be answered.
        await Processes.WaitForEndAsync(worker);
        await counter.Increment().FailsWith<ActorDiedException>();
        Assert.Contains("had not ended by the deadline", (await Driver.GetNodesAsync()).First(node => node.Id == Second.Id).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_detached_actor_is_built_elsewhere_and_found_there()
    {
        using IDisposable use = Driver.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("room", maxRestarts: 1) with { Name = "vault", Lifetime = ActorLifetime.Detached });
        Assert.Equal(1, await counter.Increment().Within());
        RayNode third = await Cluster.AddNodeAsync(Room("third"));
        await Driver.DrainNodeAsync(Second.Id);
        await Cluster.WaitForNodeDeadAsync(Second);
        Assert.Equal(1, await AnswerAsync(Ray.GetActor<Counter>("vault")));
        Assert.Equal(third.Id.ToString(), await Ray.GetActor<Counter>("vault").Where().Within());
    }

    [Fact]
    public async Task Objects_that_others_own_go_to_other_nodes_and_are_freed_there()
    {
        using IDisposable use = Driver.Use();

        // They may not be made again: what does not move is lost.
        ObjectRef<byte[]>[] blocks = [.. Enumerable.Range(0, 5).Select(static i => Work.MakeRemote(1 << 20, (byte)i, On.Node("second") with { MaxRetries = 0 }))];
        await Cluster.WaitForAsync(nodes => nodes.First(node => node.Id == Second.Id).StoredObjects == 5, "five objects on the second node");

        await Driver.DrainNodeAsync(Second.Id);
        await Cluster.WaitForNodeDeadAsync(Second);
        for (int i = 0; i < blocks.Length; i++)
        {
            Assert.Equal(i * (1L << 20), await Work.SumRemote(blocks[i], On.Node("head")).Within());
        }

        Array.Clear(blocks);
        await Cluster.WaitUntilEmptyAsync();
    }

    [Fact]
    public async Task The_heads_own_node_is_refused()
    {
        InvalidOptionException refused = await Assert.ThrowsAsync<InvalidOptionException>(() => Driver.DrainNodeAsync(Cluster.Head.Id));
        Assert.Contains("in the process of the head", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOptionException>(() => Driver.DrainNodeAsync(Second.Id, TimeSpan.FromSeconds(-1)));
    }

    /// <summary>A node with its own resource, and one that others may have too.</summary>
    private static NodeOptions Room(string name)
    {
        NodeOptions node = On.Has(name);
        return node with { Resources = new Dictionary<string, double>(node.Resources) { ["room"] = 100 } };
    }

    private static async Task<int> AnswerAsync(ActorHandle<Counter> counter)
    {
        while (true)
        {
            try
            {
                return await counter.Increment().Within();
            }
            catch (ActorUnavailableException)
            {
                // It was on its way to the life that has ended.
            }
        }
    }

    private static async Task<int> CallAsync(ActorHandle<Caller> caller)
    {
        while (true)
        {
            try
            {
                return await caller.Call().Within();
            }
            catch (ActorUnavailableException)
            {
                // Its own link to the first life broke just now.
            }
        }
    }
}
