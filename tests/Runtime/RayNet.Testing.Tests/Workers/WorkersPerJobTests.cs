namespace RayNet.Testing.Tests;

/// <summary>How many processes a job's work on one node has.</summary>
public sealed class WorkersPerJobTests
{
    [Theory]
    [InlineData(1, NodeMode.InProcess)]
    [InlineData(3, NodeMode.InProcess)]
    [InlineData(3, NodeMode.Process)]
    public async Task Actors_and_tasks_of_a_job_share_so_many_processes(int workers, NodeMode mode)
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions
        {
            Mode = mode,
            ToolPath = mode == NodeMode.Process ? DriverProcess.Tool : null,
            Head = new NodeOptions { NumCpus = 6, WorkersPerJob = workers },
        });
        await using IRayClient driver = await cluster.ConnectAsync(static options => options.LogToDriver = false);
        using IDisposable scope = driver.Use();
        ActorHandle<Counter>[] counters = [.. Enumerable.Range(0, 6).Select(static _ => Counter.CreateRemote())];
        int[] processes = await Task.WhenAll(counters.Select(static counter => counter.ProcessId().Within()));

        Assert.Equal(workers, processes.Distinct().Count());
        Assert.All(processes.GroupBy(static process => process), group => Assert.Equal(6 / workers, group.Count()));
        Assert.Contains(await Talk.PrintRemote("runs", 1).Within(), processes);
    }
}
