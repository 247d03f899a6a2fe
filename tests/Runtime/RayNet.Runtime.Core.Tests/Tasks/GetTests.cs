namespace RayNet.Runtime.Tests.Tasks;

public sealed class GetTests
{
    // Row 1
    [Fact]
    public async Task Get_returns_values_in_the_order_of_the_references_repeats_included()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRef<int>[] references = [.. Enumerable.Range(0, 10).Select(Ray.Put)];
        ObjectRef<int>[] repeated = [references[3], references[1], references[3], references[0], references[1]];

        Assert.Equal(Enumerable.Range(0, 10), Ray.Get(references));
        Assert.Equal(new[] { 3, 1, 3, 0, 1 }, Ray.Get(repeated));
        Assert.Equal(new[] { 3, 1, 3, 0, 1 }, await Ray.GetAsync(repeated).Within());
        Assert.Equal(new[] { 3, 1, 3, 0, 1 }, await Ray.WhenAll(repeated).Within());
    }

    // Row 2
    [Fact]
    public async Task Get_with_timeout_throws_and_the_ref_stays_usable()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();

        Assert.Equal(1, Ray.Get(Ray.Put(1), TimeSpan.FromSeconds(30)));

        ObjectRef<int> blocked = Work.BlockRemote(7, gate);
        GetTimeoutException error = Assert.Throws<GetTimeoutException>(() => Ray.Get(blocked, TimeSpan.FromMilliseconds(100)));
        Assert.IsAssignableFrom<TimeoutException>(error);
        Assert.Equal(RayErrorCode.GetTimedOut, error.Code);
        Assert.Contains("0.1 s", error.Message, StringComparison.Ordinal);
        Assert.Contains("ExplainAsync", error.Message, StringComparison.Ordinal);

        gate.Open();
        Assert.Equal(7, await blocked.Within());
        Assert.Equal(7, Ray.Get(blocked));
    }

    // Row 2
    [Fact]
    public async Task GetAsync_with_timeout_follows_the_clock_of_the_cluster()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);
        Gate gate = cluster.Gate();
        ObjectRef<int>[] references = [Work.EchoRemote(1), Work.BlockRemote(7, gate)];
        await references[0].Within();

        Task<int[]> all = Ray.GetAsync(references, TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(all.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        GetTimeoutException error = await Assert.ThrowsAsync<GetTimeoutException>(() => all.Within());
        Assert.Contains("1 of 2", error.Message, StringComparison.Ordinal);
        gate.Open();
        Assert.Equal(new[] { 1, 7 }, await Ray.GetAsync(references).Within());
    }

    // Row 2
    [Fact]
    public async Task Get_of_nothing_in_time_zero_throws_at_once()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRef<int> blocked = Work.BlockRemote(1, cluster.Gate());

        Assert.Throws<GetTimeoutException>(() => Ray.Get(blocked, TimeSpan.Zero));
        await Assert.ThrowsAsync<GetTimeoutException>(() => Ray.GetAsync(blocked, TimeSpan.Zero).Within());
    }

    [Fact]
    public async Task Token_ends_the_wait_and_not_the_task()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        using var source = new CancellationTokenSource();
        ObjectRef<int> blocked = Work.BlockRemote(3, gate);
        Task<int> blockedGet = Soon.Blocking(() => Ray.Get(blocked, cancellationToken: source.Token));
        Task<int> awaited = Ray.GetAsync(blocked, cancellationToken: source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blockedGet);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => awaited.Within());
        gate.Open();
        Assert.Equal(3, await blocked.Within());
    }

    // Row 38
    [Fact]
    public async Task Await_with_timeout_times_out_then_awaiting_the_same_ref_twice_succeeds()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);
        ActorHandle<Signal> signal = Signal.CreateRemote();
        ObjectRef<int> wait = signal.Wait();

        Task<int> limited = Ray.GetAsync(wait, TimeSpan.FromSeconds(0.1));
        time.Advance(TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsAsync<GetTimeoutException>(() => limited.Within());

        await signal.Send().Within();
        Assert.Equal(1, await wait.Within());
        Assert.Equal(1, await wait.Within());
    }

    [Fact]
    public async Task Any_number_of_awaits_and_gets_from_any_thread_see_the_value()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ObjectRef<int> blocked = Work.BlockRemote(5, gate);
        Task<int>[] waiters =
        [
            .. Enumerable.Range(0, 20).Select(_ => Soon.Blocking(() => Ray.Get(blocked))),
            .. Enumerable.Range(0, 20).Select(_ => blocked.Within()),
        ];

        gate.Open();

        Assert.All(await Task.WhenAll(waiters).Within(), value => Assert.Equal(5, value));
    }

    [Fact]
    public async Task WhenAll_ends_after_all_and_throws_the_first_error_in_order()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ObjectRef<int> slow = Work.BlockRemote(1, gate);
        ObjectRef<int> second = Work.FailRemote("second");
        ObjectRef<int> first = Work.FollowRemote(Failing(slow), gate.Id);

        Task<int[]> all = Ray.WhenAll(slow, first, second);
        await second.FailsWith<ShopException>();
        Assert.False(all.IsCompleted);
        gate.Open();

        ShopException error = await Assert.ThrowsAsync<ShopException>(() => all.Within());
        Assert.Equal("after 1", error.Message);
    }

    [Fact]
    public async Task WhenEach_yields_in_order_of_completion()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate[] gates = [cluster.Gate(), cluster.Gate(), cluster.Gate()];
        ObjectRef<int>[] references = [.. gates.Select((gate, index) => Work.BlockRemote(index, gate))];
        var order = new List<int>();

        gates[2].Open();
        await foreach (ObjectRef<int> done in Ray.WhenEach(references))
        {
            int value = await done.Within();
            order.Add(value);
            gates[(value + 2) % 3].Open();
        }

        Assert.Equal(new[] { 2, 1, 0 }, order);
    }

    private static ObjectRef<int> Failing(ObjectRef<int> value) => LateFailure.AfterRemote(value);
}
