namespace RayNet.Testing.Tests;

/// <summary>The head is killed, and started again at the same port and on the same storage; all in processes of their own.</summary>
public sealed class HeadFailureTests
{
    // Row 101, row 103, row 108
    [Fact]
    public async Task Work_goes_on_without_a_head_and_everything_is_known_to_the_next_one()
    {
        using HeadCluster cluster = await HeadCluster.StartAsync();
        await cluster.StartNodeAsync("second");
        using DriverProcess driver = DriverProcess.Start(cluster.Address);
        Assert.Equal("joined", await driver.ReadAsync());
        Assert.Equal("kept 1", await driver.AskAsync("keep second"));
        Assert.Equal("named 42", await driver.AskAsync("name"));
        ClusterNode second = (await cluster.ListAsync()).Single(node => node.Name == "second");

        string? grouped = await driver.AskAsync("group second");
        Assert.StartsWith("grouped Created", grouped, StringComparison.Ordinal);

        await cluster.KillHeadAsync();
        await cluster.SaysAsync("second", "Running work goes on");

        // Objects, actors, new tasks and new leases of a known node need no head.
        Assert.Equal("read 8388608", await driver.AskAsync("read second"));
        Assert.Equal("kept 2", await driver.AskAsync("keep second"));
        Assert.StartsWith("sum ", await driver.AskAsync("sum second"), StringComparison.Ordinal);

        // A name does, and waits for one.
        Task<string?> found = driver.AskAsync("find");
        await cluster.SaysAsync("second", "What needs it waits");
        Assert.False(found.IsCompleted);
        await cluster.StartHeadAsync();
        Assert.Equal("found 42", await found);
        await cluster.SaysAsync("second", "Connected to the head");

        // The node is the one that it was; the head's own one ended with its process.
        IReadOnlyList<ClusterNode> nodes = await cluster.ListAsync();
        Assert.Equal((second.Id, ClusterNodeState.Alive, second.ProcessId), nodes.Where(node => node.Name == "second").Select(node => (node.Id, node.State, node.ProcessId)).Single());
        Assert.Single(nodes, node => node.IsHead && node.State == ClusterNodeState.Dead);
        Assert.Single(nodes, node => node.IsHead && node.State == ClusterNodeState.Alive);

        // The driver's actor is found by others, too.
        using DriverProcess other = DriverProcess.Start(cluster.Address);
        Assert.Equal("joined", await other.ReadAsync());
        Assert.Equal("found 42", await other.AskAsync("find"));
        Assert.Equal("kept 3", await driver.AskAsync("keep second"));

        // The group is where it was, and its actor in the same process.
        Assert.Equal(grouped, await driver.AskAsync("grouped"));
    }

    // Row 104
    [Fact]
    public async Task A_node_that_dies_while_no_head_is_there_is_noticed_by_the_next_one()
    {
        using HeadCluster cluster = await HeadCluster.StartAsync();
        await cluster.StartNodeAsync("second");
        await cluster.StartNodeAsync("third");
        using DriverProcess driver = DriverProcess.Start(cluster.Address);
        Assert.Equal("joined", await driver.ReadAsync());

        await cluster.KillHeadAsync();
        await cluster.KillNodeAsync("third");
        await cluster.StartHeadAsync(grace: "10s");

        IReadOnlyList<ClusterNode> nodes = await cluster.UntilAsync(nodes => nodes.Any(node => node.Name == "third" && node.State == ClusterNodeState.Dead));
        Assert.Contains("The head was restarted", nodes.Single(node => node.Name == "third").Reason, StringComparison.Ordinal);
        Assert.Equal(ClusterNodeState.Alive, nodes.Single(node => node.Name == "second").State);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_driver_that_ends_while_no_head_is_there_has_ended_for_the_next_one()
    {
        using HeadCluster cluster = await HeadCluster.StartAsync();
        await cluster.StartNodeAsync("second");
        using DriverProcess driver = DriverProcess.Start(cluster.Address);
        Assert.Equal("joined", await driver.ReadAsync());
        Assert.Equal("named 42", await driver.AskAsync("name"));

        await cluster.KillHeadAsync();
        driver.Kill();
        await cluster.SaysAsync("second", "What needs it waits");
        await cluster.StartHeadAsync();

        using DriverProcess other = DriverProcess.Start(cluster.Address);
        Assert.Equal("joined", await other.ReadAsync());

        // The new head hears of the end from the driver's node, which may connect later than this driver.
        string? said;
        do
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            said = await other.AskAsync("find");
        }
        while (said!.StartsWith("failed ActorDiedException", StringComparison.Ordinal));
        Assert.StartsWith("failed ActorNotFoundException", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detached_actors_live_through_the_end_of_their_driver_and_of_the_head()
    {
        using HeadCluster cluster = await HeadCluster.StartAsync();
        await cluster.StartNodeAsync("second");
        using (DriverProcess maker = DriverProcess.Start(cluster.Address))
        {
            Assert.Equal("joined", await maker.ReadAsync());
            Assert.Equal("detached 1", await maker.AskAsync("detach second"));
            maker.Kill();
        }

        using DriverProcess driver = DriverProcess.Start(cluster.Address);
        Assert.Equal("joined", await driver.ReadAsync());
        string[] first = (await driver.AskAsync("visit second"))!.Split(' ');
        Assert.Equal(["visited", "2"], first[..2]);

        await cluster.KillHeadAsync();
        await cluster.StartHeadAsync();
        string[] second = (await driver.AskAsync("visit second"))!.Split(' ');
        Assert.Equal(["visited", "3", first[2]], second);

        // Its process dies while no head is there: the next one hears of it, and has it built again with the state that the one before kept.
        await cluster.KillHeadAsync();
        await cluster.SaysAsync("second", "Running work goes on");
        int worker = int.Parse(first[2], System.Globalization.CultureInfo.InvariantCulture);
        Processes.Kill(worker);
        await cluster.StartHeadAsync();
        string[] third = (await driver.AskAsync("visit second"))!.Split(' ');
        Assert.Equal(["visited", "4"], third[..2]);
        Assert.NotEqual(first[2], third[2]);

        // With the cluster everything ends.
        await cluster.StopHeadAsync();
        await Processes.WaitForEndAsync(int.Parse(third[2], System.Globalization.CultureInfo.InvariantCulture));
        await cluster.SaysAsync("second", "The node has ended");
    }

    // Row 106
    [Fact]
    public async Task An_actor_whose_last_handle_is_dropped_after_the_head_is_back_ends_and_its_name_is_free()
    {
        using HeadCluster cluster = await HeadCluster.StartAsync();
        await cluster.StartNodeAsync("second");
        using DriverProcess driver = DriverProcess.Start(cluster.Address);
        Assert.Equal("joined", await driver.ReadAsync());
        Assert.Equal("named 42", await driver.AskAsync("name"));
        await cluster.KillHeadAsync();
        await cluster.StartHeadAsync();
        Assert.Equal("found 42", await driver.AskAsync("find"));

        // Handles go when the collector has looked; the last one takes the actor with it.
        string? said;
        do
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            Assert.Equal("dropped", await driver.AskAsync("drop"));
            said = await driver.AskAsync("find");
        }
        while (!said!.StartsWith("failed ActorNotFoundException", StringComparison.Ordinal));
        Assert.Equal("named 42", await driver.AskAsync("name"));
    }

    [Fact]
    public async Task A_node_without_a_head_for_too_long_ends_and_says_why()
    {
        using HeadCluster cluster = await HeadCluster.StartAsync();
        await cluster.StartNodeAsync("second", "--head-timeout", "2s");
        await cluster.KillHeadAsync();
        string line = await cluster.SaysAsync("second", "The node has ended");
        Assert.Contains("could not be reached within 2 s", line, StringComparison.Ordinal);
    }
}
