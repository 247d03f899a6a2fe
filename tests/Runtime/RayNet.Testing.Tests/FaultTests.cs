namespace RayNet.Testing.Tests;

/// <summary>Nodes that leave, die, and come late. Each test has a cluster of its own.</summary>
public sealed class FaultTests
{
    private const int Large = 4 << 20;

    private static Task<RayCluster> StartAsync(params string[] nodes) => RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [.. nodes.Select(static name => On.Has(name))] });

    [Fact]
    public async Task A_node_that_joins_late_starts_what_no_node_could_run()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<string> waiting = Work.WhereRemote(On.Node("late"));
        await cluster.WaitForAsync(_ => Explain(driver, waiting) is PendingReason.Infeasible, "a task that no node can run");
        Assert.Empty((await Ray.WaitAsync([waiting], timeout: TimeSpan.Zero)).Ready);

        RayNode late = await cluster.AddNodeAsync(On.Has("late"));

        Assert.Equal(late.Id.ToString(), await waiting.Within());
    }

    [Fact]
    public async Task A_removed_node_says_goodbye_and_takes_its_workers_with_it()
    {
        await using RayCluster cluster = await StartAsync("second");
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        RayNode second = cluster.Nodes[1];
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("second"));
        int worker = await counter.ProcessId().Within();

        await cluster.RemoveNodeAsync(second);

        await cluster.WaitForNodeDeadAsync(second);
        await Processes.WaitForEndAsync(worker);
        await cluster.WaitForNodesAsync(1);
        Assert.Contains("removed", (await cluster.ListNodesAsync()).Single(node => node.Id == second.Id).Reason);
        Assert.Equal(1, await Work.EchoRemote(1).Within());
    }

    // Row 55
    [Fact]
    public async Task Calls_of_an_actor_whose_node_died_fail_before_and_after_that_is_known()
    {
        await using RayCluster cluster = await StartAsync("second");
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        RayNode second = cluster.Nodes[1];
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("second"));
        int worker = await counter.ProcessId().Within();

        await cluster.KillNodeAsync(second);

        await counter.Increment().FailsWith<ActorException>();
        await cluster.WaitForNodeDeadAsync(second);
        await counter.Increment().FailsWith<ActorException>();
        await Processes.WaitForEndAsync(worker);
    }

    // Row 52
    [Fact]
    public async Task Restartable_actors_outlive_node_after_node()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [Host(1), Host(2), Host(3)] });
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Counter>[] counters = [.. Enumerable.Range(0, 3).Select(static _ => Counter.CreateRemote(On.Actor("host", -1, -1)))];
        while (cluster.Nodes.Count > 2)
        {
            await CountAsync(counters);
            await cluster.KillNodeAsync(cluster.Nodes[1]);
            await CountAsync(counters);
        }

        static NodeOptions Host(int number) => On.Has("host") with { Name = $"host-{number}" };

        static async Task CountAsync(ActorHandle<Counter>[] counters)
        {
            foreach (ActorHandle<Counter> counter in counters)
            {
                int last = await counter.Increment().Within();
                for (int i = 0; i < 5; i++)
                {
                    int next = await counter.Increment().Within();
                    Assert.True(next == last + 1 || next == 1, $"{next} follows {last}");
                    last = next;
                }
            }
        }
    }

    [Fact]
    public async Task A_task_whose_node_died_runs_again_elsewhere()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("host") with { Name = "first" }, On.Has("host") with { Name = "second" }] });
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Meeting> meeting = Meeting.CreateRemote(On.Actor("head"));
        ObjectRef<string> running = Work.LingerRemote(meeting, On.Node("host"));
        string at = await meeting.First().Within();

        await cluster.KillNodeAsync(cluster.Nodes.Single(node => node.Id.ToString() == at));

        Assert.Equal(cluster.Nodes[1].Id.ToString(), await running.Within());
    }

    [Fact]
    public async Task A_value_that_was_only_on_a_dead_node_is_lost_and_says_so()
    {
        await using RayCluster cluster = await StartAsync("second");
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<byte[]> lost = Work.MakeRemote(Large, 1, On.Node("second", 0));

        // Not by waiting for the value, which fetches it.
        Assert.Equal(Large, await Work.SumRemote(lost, On.Node("second")).Within());

        await cluster.KillNodeAsync(cluster.Nodes[1]);
        await cluster.WaitForNodesAsync(1);

        ObjectLostException error = await lost.FailsWith<ObjectLostException>();
        Assert.Contains(error.ObjectId.ToString(), error.Message);
        Assert.Equal(1, await Work.EchoRemote(1).Within());
    }

    // Row 62
    [Fact]
    public async Task A_copy_on_a_living_node_is_read_when_the_first_one_is_gone()
    {
        await using RayCluster cluster = await StartAsync("second");
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<byte[]> made = Work.MakeRemote(Large, 1, On.Node("second", 0));
        Assert.Equal(Large, await Work.SumRemote(made, On.Node("head")).Within());

        await cluster.KillNodeAsync(cluster.Nodes[1]);
        await cluster.WaitForNodesAsync(1);

        Assert.Equal(Large, await Work.SumRemote(made, On.Node("head", 0)).Within());
    }

    [Fact]
    public async Task One_large_object_reaches_three_other_nodes_and_is_freed_everywhere()
    {
        await using RayCluster cluster = await StartAsync("a", "b", "c");
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        await BroadcastAsync(driver);
        await cluster.WaitUntilEmptyAsync();
        await cluster.WaitUntilIdleAsync();

        static async Task BroadcastAsync(IRayClient driver)
        {
            const int Size = 64 << 20;
            ObjectRef<byte[]> put = driver.Put(Work.Make(Size, 1));
            long[] sums = await Ray.WhenAll(((string[])["a", "b", "c"]).Select(node => Work.SumRemote(put, On.Node(node)))).Within();
            Assert.Equal([Size, Size, Size], sums);
        }
    }

    private static PendingReason Explain(IRayClient driver, ObjectRef reference) => driver.ExplainAsync(reference).GetAwaiter().GetResult().Reason;
}
