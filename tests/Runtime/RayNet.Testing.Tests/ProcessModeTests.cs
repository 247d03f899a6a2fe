namespace RayNet.Testing.Tests;

/// <summary>Nodes in processes of the raynet command.</summary>
public sealed class ProcessModeTests
{
    [Fact]
    public async Task Nodes_of_the_command_run_work_and_their_death_is_noticed()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Mode = NodeMode.Process, ToolPath = DriverProcess.Tool, Head = On.Has("head"), Nodes = [On.Has("second")] });
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        RayNode second = cluster.Nodes[1];
        Assert.NotEqual(Environment.ProcessId, second.ProcessId);
        Assert.Equal(second.Id.ToString(), await Work.WhereRemote(On.Node("second")).Within());
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("second"));
        int worker = await counter.ProcessId().Within();

        await cluster.KillNodeAsync(second);

        // Its worker follows within a moment; calls do not pass the node, and some may still be answered.
        await Processes.WaitForEndAsync(worker);
        await counter.Increment().FailsWith<ActorException>();
        await cluster.WaitForNodeDeadAsync(second);
    }

    [Fact]
    public async Task Calls_between_processes_of_two_nodes_go_on_while_the_nodes_stand_still()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Mode = NodeMode.Process, ToolPath = DriverProcess.Tool, Head = On.Has("head"), Nodes = [On.Has("second")] });
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("second"));
        ActorHandle<Caller> caller = Caller.CreateRemote(counter, On.Actor("head"));
        Assert.Equal(1, await counter.Increment().Within());
        Assert.Equal(2, await caller.Call().Within());

        int[] stopped = [.. cluster.Nodes.Select(static node => node.ProcessId)];
        foreach (int process in stopped)
        {
            Processes.Signal(process, "STOP");
        }

        try
        {
            Assert.Equal(3, await counter.Increment().Within());
            Assert.Equal(4, await caller.Call().Within());
        }
        finally
        {
            foreach (int process in stopped)
            {
                Processes.Signal(process, "CONT");
            }
        }
    }
}
