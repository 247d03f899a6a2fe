namespace RayNet.Runtime.Tests.Tasks;

public sealed class WaitTests
{
    // Row 3
    [Fact]
    public async Task Wait_returns_one_ready_and_the_rest()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRef<int>[] references = [.. Enumerable.Range(0, 4).Select(i => Work.EchoRemote(i))];

        WaitResult<ObjectRef<int>> one = await Ray.WaitAsync(references).Within();
        WaitResult<ObjectRef<int>> all = await Ray.WaitAsync(references, 4).Within();

        _ = Assert.Single(one.Ready);
        Assert.Equal(3, one.NotReady.Count);
        Assert.Equal(references, all.Ready);
        Assert.Empty(all.NotReady);
    }

    // Row 3
    [Fact]
    public async Task Wait_with_timeout_returns_what_is_ready()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);
        ObjectRef<int>[] references = [Work.EchoRemote(0), Work.BlockRemote(1, cluster.Gate())];
        await references[0].Within();

        Task<WaitResult<ObjectRef<int>>> wait = Ray.WaitAsync(references, 2, TimeSpan.FromSeconds(0.5));
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.5));

        WaitResult<ObjectRef<int>> result = await wait.Within();
        Assert.Equal([references[0]], result.Ready);
        Assert.Equal([references[1]], result.NotReady);
    }

    // Row 3
    [Fact]
    public async Task Wait_refuses_duplicates_and_counts_out_of_range()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRef<int> reference = Ray.Put(1);

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => Ray.WaitAsync([reference, reference]));
        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ray.WaitAsync([reference], 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ray.WaitAsync([reference], 2));
    }

    // Row 3
    [Fact]
    public async Task Wait_for_nothing_returns_nothing()
    {
        await using TestCluster cluster = TestCluster.Start();

        WaitResult<ObjectRef<int>> result = await Ray.WaitAsync(Array.Empty<ObjectRef<int>>()).Within();

        Assert.Empty(result.Ready);
        Assert.Empty(result.NotReady);
    }

    // Row 3
    [Fact]
    public async Task Wait_returns_exactly_as_many_as_asked_though_more_are_ready()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRef<int>[] references = [.. Enumerable.Range(0, 10).Select(Ray.Put)];

        WaitResult<ObjectRef<int>> result = await Ray.WaitAsync(references, 2).Within();

        Assert.Equal(references[..2], result.Ready);
        Assert.Equal(references[2..], result.NotReady);
    }

    // Row 53
    [Fact]
    public async Task Wait_counts_failed_refs_as_ready()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        Gate gate = cluster.Gate();
        ObjectRef<int> running = counter.Block(gate);
        ObjectRef<int> queued = counter.Increment();
        await gate.Arrived();

        Ray.Kill(counter);

        WaitResult<ObjectRef<int>> result = await Ray.WaitAsync([running, queued, counter.Increment()], 3).Within();
        Assert.Equal(3, result.Ready.Count);
        foreach (ObjectRef<int> reference in result.Ready)
        {
            await reference.FailsWith<ActorDiedException>();
        }
    }

    [Fact]
    public async Task Wait_takes_refs_of_different_types()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ObjectRef nothing = Work.ArriveRemote(gate);
        ObjectRef<int> blocked = Work.BlockRemote(1, cluster.Gate());
        ObjectRef<string> text = Work.TextRemote("a");

        WaitResult<ObjectRef> result = await Ray.WaitAsync<ObjectRef>([nothing, blocked, text], 2).Within();

        Assert.Equal([nothing, text], result.Ready);
        Assert.Equal([blocked], result.NotReady);
    }
}
