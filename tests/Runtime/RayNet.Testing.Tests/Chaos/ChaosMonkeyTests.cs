namespace RayNet.Testing.Tests.Chaos;

/// <summary>Faults of nodes in this process, under load.</summary>
public sealed class ChaosMonkeyTests
{
    [Fact(Timeout = 180_000)]
    public async Task Partitions_slow_links_short_memory_and_ends_of_workers_and_nodes_break_no_promise()
    {
        RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("room") with { Name = "first" }, On.Has("room") with { Name = "second" }] });
        await using RayCluster _ = cluster;
        CancellationToken end = TestContext.Current.CancellationToken;
        var ledger = new OperationLedger(Soon.Limit, TimeProvider.System);
        ChaosReport report;
        await using (IRayClient driver = await cluster.ConnectAsync())
        {
            using IDisposable use = driver.Use();
            var options = new ChaosOptions
            {
                Seed = 11,
                Length = TimeSpan.FromSeconds(9),
                Interval = TimeSpan.FromSeconds(1),
                Kinds = [FaultKind.KillWorker, FaultKind.Partition, FaultKind.DelayLinks, FaultKind.PressMemory, FaultKind.KillNode, FaultKind.KillWorker],
                LongestFault = TimeSpan.FromSeconds(2),
                Probe = async (_, cancellation) => await Work.EchoRemote(1, On.Node("room", -1)).AsTask().WaitAsync(cancellation),
            };
            await using ChaosMonkey monkey = ChaosMonkey.Start(cluster, options);
            await Task.WhenAll(LoadAsync(ledger, monkey.Completion, 1), LoadAsync(ledger, monkey.Completion, 2)).WaitAsync(end);
            report = await monkey.StopAsync().WaitAsync(end);
        }

        Assert.True(report.Violations.Count == 0 && ledger.Violations.Count == 0, $"{report}\n{string.Join('\n', ledger.Violations)}");
        OperationCounts counts = Assert.Single(ledger.Counts);
        Assert.True(counts.IsBalanced && counts.Succeeded == counts.Submitted && counts.Succeeded > 0, counts.ToString());
        Assert.True(report.Faults.Count(static record => record.WasInjected) >= 4, report.ToString());
        Assert.Contains("seed 11", report.ToString(), StringComparison.Ordinal);
        Assert.Empty(await ClusterInvariants.CheckIdleAsync(cluster, end));
        Assert.Empty(await ClusterInvariants.EndAsync(cluster).WaitAsync(end));
    }

    [Fact]
    public async Task What_a_job_holds_is_found_while_it_holds_it()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), WaitLimit = TimeSpan.FromSeconds(2) });
        await using (IRayClient driver = await cluster.ConnectAsync())
        {
            using IDisposable use = driver.Use();
            ObjectRef<byte[]> held = await PutAsync(driver);
            ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("head") with { NumCpus = 1 });
            await counter.Increment().Within();
            IReadOnlyList<string> left = await ClusterInvariants.CheckIdleAsync(cluster);
            foreach (string what in (string[])["objects", "bytes of shared memory", "actors", "workers", "CPU free"])
            {
                Assert.Contains(left, line => line.Contains(what, StringComparison.Ordinal));
            }

            GC.KeepAlive(counter);
            GC.KeepAlive(held);
        }

        await cluster.WaitForAsync(static nodes => nodes.All(static node => node.WorkerProcesses.Count == 0), "no workers");
        Assert.Empty(await ClusterInvariants.CheckIdleAsync(cluster));
    }

    [Fact]
    public async Task Faults_that_the_cluster_cannot_have_are_refused_before_any_happens()
    {
        await using RayCluster cluster = await RayCluster.StartAsync();
        foreach (FaultKind kind in (FaultKind[])[FaultKind.KillHead, FaultKind.FreezeNode, FaultKind.FreezeHead, FaultKind.Custom])
        {
            Assert.Contains(kind.ToString(), Assert.Throws<InvalidOptionException>(() => ChaosMonkey.Start(cluster, new ChaosOptions { Kinds = [kind] })).Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.KillHeadAsync());
        Assert.Throws<InvalidOperationException>(() => cluster.FillDisk(cluster.Head));
    }

    private static async Task<ObjectRef<byte[]>> PutAsync(IRayClient driver)
    {
        ObjectRef<byte[]> put = driver.Put(Work.Make(4 << 20, 1));
        Assert.Equal(4 << 20, await Work.SumRemote(put).Within());
        return put;
    }

    private static async Task LoadAsync(OperationLedger ledger, Task until, int seed)
    {
        var random = new Random(seed);
        while (!until.IsCompleted)
        {
            int value = random.Next();
            await ledger.RunAsync("echo", async () => (await Work.EchoRemote(value, On.Node("room", -1)), value));
        }
    }
}
