namespace RayNet.Runtime.Cluster.Tests.Lifetime;

/// <summary>The end of clusters, and several of them at once.</summary>
public sealed class ShutdownTests
{
    [Fact]
    public async Task Dispose_ends_workers_and_calls_and_leaves_no_folder()
    {
        using var gate = new Gate();
        TestCluster cluster = await TestCluster.StartAsync();
        string folder = cluster.Node.Options.SessionDirectory;
        int[] workers;
        ObjectRef<int> running;
        ObjectRef<int>[] queued;
        ObjectRef<int> call;
        using (cluster.Use())
        {
            Probes probes = await cluster.ProbeAsync();
            workers = await Ray.WhenAll(Enumerable.Range(0, probes.Count).Select(i => probes[i].ProcessId())).Within();
            running = Work.BlockRemote(1, gate);
            call = Counter.CreateRemote(0).Block(gate);
            await gate.Arrived(2);
            queued = [.. Enumerable.Range(0, 100).Select(i => Work.BlockAsyncRemote(i, gate))];
            Assert.All(workers, worker => Assert.True(Processes.IsAlive(worker)));
            Assert.True(Directory.Exists(folder));
        }

        await cluster.DisposeAsync();

        Assert.All(workers, worker => Assert.False(Processes.IsAlive(worker), $"worker {worker} is alive"));
        Assert.False(Directory.Exists(folder), $"{folder} is there: {(Directory.Exists(folder) ? string.Join(", ", Directory.GetFileSystemEntries(folder)) : string.Empty)}");
        await running.FailsWith<RayShutdownException>();
        await call.FailsWith<RayShutdownException>();
        foreach (ObjectRef<int> item in queued)
        {
            await item.FailsWith<RayShutdownException>();
        }
    }

    [Fact]
    public async Task Driver_that_is_killed_leaves_no_worker()
    {
        using DriverProcess driver = await DriverProcess.StartAsync();
        Assert.All(driver.Workers, worker => Assert.True(Processes.IsAlive(worker)));

        await driver.KillAsync();
        long killed = Environment.TickCount64;

        await Soon.Until(() => !driver.Workers.Any(Processes.IsAlive));
        Assert.InRange(Environment.TickCount64 - killed, 0, 5000);

        // The next start on the machine sweeps what is left, but for the newest logs.
        await using TestCluster next = await TestCluster.StartAsync(workers: 1);
        await Soon.Until(() => !Directory.Exists(driver.Folder) || Directory.GetFileSystemEntries(driver.Folder).All(static entry => Path.GetFileName(entry) is "logs" or "session.lock"));
    }

    [Fact]
    public async Task Two_drivers_at_once_do_not_see_each_other()
    {
        await using TestCluster first = await TestCluster.StartAsync(workers: 1, cpus: 1);
        await using TestCluster second = await TestCluster.StartAsync(workers: 1, cpus: 1);
        ActorHandle<Counter> mine;
        int process;
        ObjectRef<int> put;
        using (first.Use())
        {
            mine = Counter.CreateRemote(10, new ActorOptions { Name = "same" });
            Assert.Equal(11, await mine.Increment().Within());
            process = await Work.ProcessRemote().Within();
            put = Ray.Put(5);
        }

        using (second.Use())
        {
            Assert.False(Ray.TryGetActor<Counter>("same", out _));
            ActorHandle<Counter> other = Counter.CreateRemote(20, new ActorOptions { Name = "same" });
            Assert.Equal(21, await other.Increment().Within());
            Assert.NotEqual(process, await Work.ProcessRemote().Within());
        }

        await second.DisposeAsync();
        using (first.Use())
        {
            Assert.Equal(12, await mine.Increment().Within());
            Assert.Equal(5, await Work.EchoRemote(put).Within());
        }
    }

    [Fact]
    public async Task Use_after_dispose_says_so()
    {
        TestCluster cluster = await TestCluster.StartAsync(workers: 1, cpus: 1);
        await cluster.DisposeAsync();
        await cluster.DisposeAsync();

        Assert.Throws<RayNotInitializedException>(() => cluster.Client.Put(1));
    }

    [Fact]
    public async Task Number_of_workers_is_checked()
    {
        await Assert.ThrowsAsync<InvalidOptionException>(async () => await TestCluster.StartAsync(workers: 0));
    }
}
