namespace RayNet.Runtime.Cluster.Tests.Tasks;

public sealed class GetTests(SharedCluster shared) : ClusterTests(shared)
{
    // Row 1
    [Fact]
    public async Task Get_of_many_keeps_order_and_repeats()
    {
        using IDisposable use = Use();
        ObjectRef<int>[] references = [.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? Ray.Put(i) : Work.EchoRemote(i))];

        Assert.Equal(Enumerable.Range(0, 10), await Ray.WhenAll(references).Within());
        Assert.Equal(new[] { 3, 1, 3 }, await Ray.WhenAll(references[3], references[1], references[3]).Within());
    }

    // Row 2
    [Fact]
    public async Task Get_gives_up_after_its_timeout_and_works_later()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ObjectRef<int> blocked = Work.BlockRemote(1, gate);

        Assert.Equal(2, await Ray.GetAsync(Work.EchoRemote(2), TimeSpan.FromSeconds(30)).Within());
        await Assert.ThrowsAnyAsync<TimeoutException>(() => Ray.GetAsync(blocked, TimeSpan.FromMilliseconds(50)).Within());
        gate.Open();

        Assert.Equal(1, await blocked.Within());
    }

    // Row 38
    [Fact]
    public async Task Await_twice_after_a_timeout()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ObjectRef<int> blocked = Work.BlockAsyncRemote(1, gate);

        await Assert.ThrowsAsync<TimeoutException>(() => blocked.AsTask().WaitAsync(TimeSpan.FromMilliseconds(50)));
        gate.Open();

        Assert.Equal(1, await blocked.Within());
        Assert.Equal(1, await blocked.Within());
    }

    // Row 3
    [Fact]
    public async Task Wait_returns_what_is_ready_and_the_rest()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ObjectRef<int>[] quick = [.. Enumerable.Range(0, 4).Select(i => Work.EchoRemote(i))];

        WaitResult<ObjectRef<int>> one = await Ray.WaitAsync(quick).Within();
        WaitResult<ObjectRef<int>> all = await Ray.WaitAsync(quick, 4).Within();
        WaitResult<ObjectRef<int>> some = await Ray.WaitAsync([quick[0], Work.BlockRemote(1, gate)], 2, TimeSpan.FromMilliseconds(100)).Within();
        WaitResult<ObjectRef<int>> puts = await Ray.WaitAsync(Enumerable.Range(0, 10).Select(Ray.Put).ToArray(), 2).Within();

        _ = Assert.Single(one.Ready);
        Assert.Equal(3, one.NotReady.Count);
        Assert.Equal(quick, all.Ready);
        Assert.Equal([quick[0]], some.Ready);
        _ = Assert.Single(some.NotReady);
        Assert.Equal(2, puts.Ready.Count);
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.WaitAsync([quick[0], quick[0]]));
    }

    // Row 6
    [Fact]
    public async Task Split_returns_are_refs_of_their_own()
    {
        using IDisposable use = Use();
        (ObjectRef<int> first, ObjectRef<int> second, ObjectRef<int> third) = Work.ThreeRemote();

        Assert.Equal(2, await third.Within());
        Assert.Equal(0, await first.Within());
        Assert.Equal(3, await Work.AddRemote(second, third).Within());
    }

    // Row 6
    [Fact]
    public async Task Task_that_asks_for_what_nobody_has_stays_pending()
    {
        using IDisposable use = Use();
        ObjectRef<int> never = Work.EchoRemote(1, new TaskOptions { Resources = new Dictionary<string, double> { ["unicorn"] = 1 } });

        WaitResult<ObjectRef<int>> result = await Ray.WaitAsync([never], 1, TimeSpan.FromMilliseconds(100)).Within();

        Assert.Empty(result.Ready);
        Assert.Equal(PendingReason.Infeasible, (await Ray.ExplainAsync(never).Within()).Reason);
        Assert.True(Ray.Cancel(never));
        await never.FailsWith<RemoteTaskCanceledException>();
    }

    // Row 7
    [Fact]
    public async Task Default_positional_and_named_arguments_combine()
    {
        using IDisposable use = Use();

        Assert.Equal(6, await Work.AddRemote(1).Within());
        Assert.Equal(3, await Work.AddRemote(1, 2).Within());
        Assert.Equal(3, await Work.AddRemote(y: 2, x: 1).Within());
        Assert.Equal(30, await Work.AddRemote(Work.AddRemote(10, 15)).Within());
    }

    // Row 8
    [Fact]
    public async Task What_was_put_is_what_one_gets()
    {
        using IDisposable use = Use();
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(i, await Ray.Put(i).Within());
            Assert.Equal(i * 0.5, await Ray.Put(i * 0.5).Within());
            Assert.Equal(new string('a', i), await Work.TextRemote(Ray.Put(new string('a', i))).Within());
            Assert.Equal(Enumerable.Range(0, i), await Ray.Put(Enumerable.Range(0, i).ToList()).Within());
        }
    }

    // Row 12
    [Fact]
    public async Task Arrays_that_an_actor_keeps_stay_as_they_came()
    {
        using IDisposable use = Use();
        ActorHandle<Journal> journal = Journal.CreateRemote();
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(0, await journal.Keep(new int[1000]).Within());
            _ = Work.TextRemote(new string('x', 4000));
        }
    }

    // Row 15
    [Fact]
    public async Task Task_calls_a_helper_and_another_task()
    {
        using IDisposable use = Use();
        Assert.Equal(new[] { 1, 2 }, await Nested.BothRemote().Within());
    }

    [Fact]
    public async Task Ten_thousand_refs_in_one_get()
    {
        using IDisposable use = Use();
        ObjectRef<int>[] references = [.. Enumerable.Range(0, 10_000).Select(i => Work.EchoRemote(i))];

        Assert.Equal(Enumerable.Range(0, 10_000), await Ray.WhenAll(references).Within());
        Assert.Equal(Enumerable.Range(0, 10_000), await Soon.Blocking(() => Ray.Get(references)));
    }

    [Fact]
    public async Task Task_with_ten_thousand_refs_in_a_list()
    {
        using IDisposable use = Use();
        List<ObjectRef<int>> references = [.. Enumerable.Range(0, 10_000).Select(Ray.Put)];

        Assert.Equal(Enumerable.Range(0, 10_000).Sum(), await Work.CountRemote(references).Within());
    }

    [Fact]
    public async Task Many_small_puts()
    {
        using IDisposable use = Use();
        ObjectRef<int>[] references = [.. Enumerable.Range(0, 100_000).Select(Ray.Put)];

        Assert.Equal(99_999, await Work.EchoRemote(references[^1]).Within());
        Assert.Equal(5_000, await references[5_000].Within());
    }
}
