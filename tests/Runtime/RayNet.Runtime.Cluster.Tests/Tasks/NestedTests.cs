namespace RayNet.Runtime.Cluster.Tests.Tasks;

public sealed class NestedTests : IAsyncLifetime
{
    private TestCluster? _cluster;

    private TestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartAsync(workers: 2, cpus: 2);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    [Fact]
    public async Task Tasks_nested_deeper_than_there_are_slots_come_to_an_end()
    {
        using IDisposable use = Cluster.Use();

        Assert.Equal(20, await Nested.DownAsyncRemote(20).Within());
        Assert.Equal(20, await Nested.DownRemote(20).Within());
        Assert.Equal(21, await Nested.FibAsyncRemote(8).Within());
        Assert.Equal(21, await Nested.FibRemote(8).Within());
        Assert.Equal(new[] { 20, 20, 20, 20 }, await Ray.WhenAll(Enumerable.Range(0, 4).Select(_ => Nested.DownAsyncRemote(20))).Within());
        await Cluster.AllFree();
    }

    [Fact]
    public async Task Parents_that_wait_lend_their_cpus()
    {
        using IDisposable use = Cluster.Use();
        using var gate = new Gate();
        ObjectRef<int>[] parents = [.. Enumerable.Range(0, 2).Select(_ => Nested.WaitForRemote(gate))];
        await gate.Arrived(2);
        gate.Open();

        Assert.Equal(new[] { 1, 1 }, await Ray.WhenAll(parents).Within());
        await Cluster.AllFree();
    }

    [Fact]
    public async Task Parent_that_waits_lends_its_cpu_to_tasks_of_others()
    {
        using IDisposable use = Cluster.Use();
        using var hold = new Gate();
        ObjectRef<int>[] inner = [Work.BlockRemote(1, hold), Work.BlockRemote(1, hold)];
        await hold.Arrived(2);
        ObjectRef<int>[] outer = [Nested.WaitForRemote(hold), Nested.WaitForRemote(hold)];
        hold.Open();

        await Ray.WhenAll(inner).Within();
        await Ray.WhenAll(outer).Within();
        await Cluster.AllFree();
    }

    [Fact]
    public async Task Code_that_blocks_its_thread_does_not_stop_other_calls()
    {
        using IDisposable use = Cluster.Use();
        using var gate = new Gate();
        ActorHandle<Counter>[] counters = [.. Enumerable.Range(0, 8).Select(i => Counter.CreateRemote(i))];
        ActorHandle<Counter> free = Counter.CreateRemote(0);
        ObjectRef<int>[] stuck = [.. counters.Select(counter => counter.Block(gate)), Work.StickRemote(gate)];
        await gate.Arrived(9);

        for (int i = 1; i <= 100; i++)
        {
            Assert.Equal(i, await free.Increment().Within());
            Assert.Equal(i, await Work.EchoRemote(i).Within());
        }

        Assert.DoesNotContain(stuck, reference => reference.IsReady);
        gate.Open();
        await Ray.WhenAll(stuck).Within();
    }
}
