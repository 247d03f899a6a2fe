using RayNet.Runtime.Cluster.Node.Memory;

namespace RayNet.Runtime.Cluster.Tests.Memory;

/// <summary>Workers that take too much memory, for real: the limit alone is made up.</summary>
public sealed class OutOfMemoryTests : IAsyncDisposable
{
    private const int Much = 500 << 20;

    private readonly WorkersMemory _memory = new(800L << 20);

    private TestCluster? _cluster;

    private TestCluster Cluster => _cluster!;

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    // Row 79, row 82
    [Fact]
    public async Task A_task_that_may_not_run_again_fails_with_who_why_and_how_much()
    {
        await StartAsync(workers: 1);
        using IDisposable use = Cluster.Use();
        RayOutOfMemoryException error = await Hungry.EatRemote(Much, int.MaxValue, new TaskOptions { MaxRetries = 0 }).FailsWith<RayOutOfMemoryException>();

        Assert.Equal((RayErrorCode.OutOfMemory, Cluster.Node.Options.Id, 800L << 20, 0.5), (error.Code, error.NodeId, error.TotalBytes, error.Threshold));
        Assert.InRange(error.WorkerBytes, 300L << 20, 1L << 30);
        Assert.InRange(error.UsedBytes, 400L << 20, 1L << 30);
        await Soon.Until(() => !Processes.IsAlive(error.ProcessId));
        Assert.Contains("Hungry.Eat was lost after 1 attempts", error.Message, StringComparison.Ordinal);
        Assert.Contains($"worker process {error.ProcessId} was stopped", error.Message, StringComparison.Ordinal);
        Assert.Contains("NumCpus", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Cluster.Node.Memory.Ends.Count);
        await Soon.Until(() => Cluster.Client.GetNodes()[0].MemoryKills == 1);
    }

    [Fact]
    public async Task A_task_that_may_run_again_does_so_and_one_that_always_eats_fails_after_its_retries()
    {
        await StartAsync(workers: 1);
        using IDisposable use = Cluster.Use();
        Assert.Equal(2, await Hungry.EatRemote(Much, 1, new TaskOptions { MaxRetries = 1 }).Within());
        Assert.Equal(1, Cluster.Node.Memory.Ends.Count);
        RayOutOfMemoryException error = await Hungry.EatRemote(Much, 2, new TaskOptions { MaxRetries = 1 }).FailsWith<RayOutOfMemoryException>();
        Assert.Contains("after 2 attempts", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, Cluster.Node.Memory.Ends.Count);
    }

    // Row 80
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_actor_is_built_again_as_often_as_MaxRestarts_says_and_then_dies_of_it(int maxRestarts)
    {
        await StartAsync(workers: 1);
        using IDisposable use = Cluster.Use();
        ActorHandle<Glutton> glutton = Glutton.CreateRemote(new ActorOptions { MaxRestarts = maxRestarts });
        for (int life = 0; life < maxRestarts; life++)
        {
            ActorUnavailableException lost = await glutton.Eat(Much).FailsWith<ActorUnavailableException>();
            Assert.IsType<RayOutOfMemoryException>(lost.InnerException);
        }

        ActorDiedException death = await glutton.Eat(Much).FailsWith<ActorDiedException>();
        RayOutOfMemoryException cause = Assert.IsType<RayOutOfMemoryException>(death.InnerException);
        Assert.Contains(cause.Message, death.Message, StringComparison.Ordinal);
        Assert.Equal(maxRestarts + 1, Cluster.Node.Memory.Ends.Count);
        Assert.IsType<RayOutOfMemoryException>((await glutton.ProcessId().FailsWith<ActorDiedException>()).InnerException);
    }

    [Fact]
    public async Task An_error_that_comes_from_a_nested_task_has_its_figures_too()
    {
        // The inner one may be repeated, so that it goes first, and the outer one learns of it.
        await StartAsync(workers: 2);
        using IDisposable use = Cluster.Use();
        RayOutOfMemoryException error = await Nested.EatRemote(Much, new TaskOptions { MaxRetries = 0 }).FailsWith<RayOutOfMemoryException>();
        Assert.Equal((Cluster.Node.Options.Id, 800L << 20, 0.5), (error.NodeId, error.TotalBytes, error.Threshold));
    }

    [Fact]
    public async Task A_worker_without_work_goes_first()
    {
        await StartAsync(workers: 2);
        using IDisposable use = Cluster.Use();
        using var gate = new Gate();
        ObjectRef<int> busy = Work.StickRemote(gate, new TaskOptions { MaxRetries = 0 });
        await gate.Arrived();
        _memory.Cluster = null;
        var large = new TaskOptions { NumCpus = 3 };
        while (await Work.ProcessRemote(large).Within() == gate.Processes[0])
        {
            // The other worker still starts. With a new lease it is looked for again.
            await Soon.Until(() => Cluster.Node.Scheduler.LeaseCount == 1);
        }

        int full = await Hungry.KeepRemote(Much, large).Within();
        Assert.NotEqual(gate.Processes[0], full);
        await Soon.Until(() => Cluster.Node.Scheduler.LeaseCount == 1);

        // The other one keeps much and has no work, and this one works: it is not the one to go, although its work is newer than none.
        _memory.Cluster = Cluster;
        await Soon.Until(() => !Processes.IsAlive(full));
        gate.Open();
        Assert.Equal(gate.Processes[0], await busy.Within());
        Assert.Equal(1, Cluster.Node.Memory.Ends.Count);
    }

    private async Task StartAsync(int workers) =>
        _memory.Cluster = _cluster = await TestCluster.StartAsync(workers, node: options => options with { Memory = new MemoryOptions { Usage = _memory, Threshold = 0.5, Interval = TimeSpan.FromMilliseconds(20) } });
}
