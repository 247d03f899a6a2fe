namespace RayNet.Testing.Tests;

/// <summary>Drivers of one cluster.</summary>
public sealed class DriverTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private RayCluster Cluster => nodes.Cluster;

    // Row 85
    [Fact]
    public async Task An_idle_node_runs_the_tasks_of_the_driver_beside_it()
    {
        foreach (RayNode node in Cluster.Nodes)
        {
            await using IRayClient driver = await Cluster.ConnectAsync(beside: node);
            using IDisposable scope = driver.Use();
            for (int i = 0; i < 20; i++)
            {
                Assert.Equal(node.Id.ToString(), await Work.WhereRemote().Within());
            }
        }
    }

    // Row 14
    [Theory]
    [InlineData(nameof(RayOptions.NumCpus))]
    [InlineData(nameof(RayOptions.NumGpus))]
    [InlineData(nameof(RayOptions.Memory))]
    [InlineData(nameof(RayOptions.Resources))]
    [InlineData(nameof(RayOptions.ObjectStoreMemory))]
    [InlineData(nameof(RayOptions.ObjectSpillingDirectory))]
    public async Task Settings_of_a_node_are_refused_where_a_cluster_is_joined(string setting)
    {
        InvalidOptionException error = await Assert.ThrowsAsync<InvalidOptionException>(() => Cluster.ConnectAsync(options =>
        {
            options.NumCpus = setting == nameof(RayOptions.NumCpus) ? 1 : null;
            options.NumGpus = setting == nameof(RayOptions.NumGpus) ? 1 : 0;
            options.Memory = setting == nameof(RayOptions.Memory) ? 1 : null;
            options.ObjectStoreMemory = setting == nameof(RayOptions.ObjectStoreMemory) ? 1 << 20 : null;
            options.ObjectSpillingDirectory = setting == nameof(RayOptions.ObjectSpillingDirectory) ? "spilled" : null;
            if (setting == nameof(RayOptions.Resources))
            {
                options.Resources["disk"] = 1;
            }
        }));
        Assert.Contains(setting, error.Message);
    }

    [Fact]
    public async Task Driver_that_always_has_work_lets_another_one_at_its_workers_on_another_node()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("second", cpus: 1)] });
        await using IRayClient busy = await cluster.ConnectAsync();
        await using IRayClient other = await cluster.ConnectAsync();
        using var done = new CancellationTokenSource();
        var began = new TaskCompletionSource();
        Task feeding = Task.Run(async () =>
        {
            using IDisposable scope = busy.Use();
            while (!done.IsCancellationRequested)
            {
                await Ray.WhenAll(Enumerable.Range(0, 50).Select(static i => Work.EchoRemote(i, On.Node("second")))).Within();
                began.TrySetResult();
            }
        });
        await began.Task.Within();

        using (other.Use())
        {
            Assert.Equal(7, await Work.EchoRemote(7, On.Node("second")).Within());
        }

        await done.CancelAsync();
        await feeding;
    }

    [Fact]
    public async Task Drivers_have_jobs_and_namespaces_of_their_own()
    {
        await using IRayClient first = await Cluster.ConnectAsync(static options => options.Namespace = "first");
        await using IRayClient second = await Cluster.ConnectAsync(static options => options.Namespace = "second", nodes.Second);
        Assert.NotEqual(first.JobId, second.JobId);
        foreach (IRayClient driver in (IRayClient[])[first, second])
        {
            using IDisposable scope = driver.Use();
            ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("second") with { Name = "counter" });
            Assert.Equal(1, await counter.Increment().Within());
        }

        using (first.Use())
        {
            Assert.Equal(2, await first.GetActor<Counter>("counter").Increment().Within());
            Assert.False(first.TryGetActor<Counter>("missing", out _));
        }

        using (second.Use())
        {
            Assert.Equal(2, await second.GetActor<Counter>("counter").Increment().Within());
        }
    }

    [Fact]
    public async Task Ten_drivers_come_and_go_at_once_and_leave_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            await using IRayClient driver = await Cluster.ConnectAsync(beside: Cluster.Nodes[number % 2]);
            using IDisposable scope = driver.Use();
            Assert.Equal(1 << 20, await Work.SumRemote(driver.Put(Work.Make(1 << 20, 1))).Within());
        }));
        await Cluster.WaitUntilIdleAsync();
        await Cluster.WaitUntilEmptyAsync();
        await Cluster.WaitForAsync(static all => all.All(static node => node.WorkerProcesses.Count == 0), "no workers");
    }

    [Fact]
    public async Task The_end_of_a_driver_frees_its_objects_on_all_nodes()
    {
        IRayClient driver = await Cluster.ConnectAsync();
        using (driver.Use())
        {
            ObjectRef<byte[]>[] made = [Work.MakeRemote(4 << 20, 1, On.Node("head")), Work.MakeRemote(4 << 20, 1, On.Node("second"))];
            await Ray.WaitAsync(made, made.Length).Within();
            await Cluster.WaitForAsync(static all => all.All(static node => node.StoredObjects > 0), "an object on each node");
            await driver.DisposeAsync();
            await Cluster.WaitUntilEmptyAsync();
            GC.KeepAlive(made);
        }
    }

    [Fact]
    public async Task A_driver_that_is_killed_leaves_nothing_on_any_node()
    {
        using DriverProcess driver = DriverProcess.Start(Cluster.Address);
        Assert.Equal("joined", await driver.ReadAsync());
        Assert.Equal("kept 1", await driver.AskAsync("keep head"));
        Assert.Equal("kept 2", await driver.AskAsync("keep second"));
        await Cluster.WaitForAsync(static all => all.All(static node => node.StoredObjects > 0), "an object on each node");

        driver.Kill();

        await Cluster.WaitUntilEmptyAsync();
        await Cluster.WaitUntilIdleAsync();
        await Cluster.WaitForAsync(static all => all.All(static node => node.WorkerProcesses.Count == 0), "no workers");
    }

    [Fact]
    public async Task The_nodes_are_listed_with_what_they_have()
    {
        IReadOnlyList<NodeStatus> listed = await Cluster.ListNodesAsync();

        Assert.Equal(["head", "second"], listed.Select(static node => node.Name).Order(StringComparer.Ordinal));
        NodeStatus second = Assert.Single(listed, static node => !node.IsHead);
        Assert.Equal(nodes.Second.Id, second.Id);
        Assert.Equal((NodeCondition.Alive, true), (second.Condition, second.HasAnswered));
        Assert.Equal((2, 100), (second.Resources["CPU"], second.Resources["second"]));
    }
}
