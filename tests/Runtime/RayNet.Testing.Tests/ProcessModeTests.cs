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

        await counter.Increment().FailsWith<ActorException>();
        await cluster.WaitForNodeDeadAsync(second);
        await Processes.WaitForEndAsync(worker);
    }
}
