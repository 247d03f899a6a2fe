namespace RayNet.Runtime.Tests.Errors;

public sealed class RetryTests
{
    private static readonly Type[] OnShop = [typeof(ShopException)];

    [Theory]
    [InlineData(nameof(ShopException), 3)]
    [InlineData(nameof(ClosedShopException), 3)]
    [InlineData(nameof(InvalidOperationException), 1)]
    public async Task Named_exceptions_and_those_derived_from_them_are_retried_and_no_others(string type, int runs)
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();

        ObjectRef<int> failed = Failing.ThrowRemote(gate, type, new TaskOptions { RetryOn = OnShop, MaxRetries = 2 });

        Exception error = await failed.FailsWithAny();
        Assert.Equal(type, error.GetType().Name);
        Assert.Equal(runs, gate.Arrivals);
        Assert.Equal(runs, error.GetRemoteContext()!.Attempt);
    }

    // Row 18, for exceptions: a crash of the process needs a process
    [Theory]
    [InlineData(null, 4)]
    [InlineData(1, 2)]
    [InlineData(0, 1)]
    public async Task Task_runs_once_and_then_as_often_as_MaxRetries_says(int? maxRetries, int runs)
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();

        await Failing.TimesRemote(int.MaxValue, gate, new TaskOptions { MaxRetries = maxRetries }).FailsWith<ShopException>();

        Assert.Equal(runs, gate.Arrivals);
    }

    [Fact]
    public async Task Without_limit_it_is_retried_until_it_succeeds()
    {
        await using TestCluster cluster = TestCluster.Start();

        Assert.Equal(101, await Failing.TimesRemote(100, cluster.Gate(), new TaskOptions { MaxRetries = -1 }).Within());
        Assert.Equal(6, await Failing.TimesAsyncRemote(5, cluster.Gate()).Within());
    }

    [Fact]
    public async Task Without_RetryOn_an_exception_is_final()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();

        await Failing.ThrowRemote(gate, nameof(ShopException), new TaskOptions { MaxRetries = 10 }).FailsWith<ShopException>();

        Assert.Equal(1, gate.Arrivals);
    }

    [Fact]
    public async Task Next_attempt_gets_the_arguments_as_the_caller_gave_them()
    {
        await using TestCluster cluster = TestCluster.Start();
        List<int> mine = [0];

        Assert.Equal(new[] { 0, 3 }, await Failing.AppendRemote(mine).Within());
        Assert.Equal(new[] { 0, 3 }, await Failing.AppendRemote(Ray.Put(mine)).Within());
        Assert.Equal(new[] { 0 }, mine);
    }

    [Fact]
    public async Task Retried_task_runs_in_place_too()
    {
        await using TestCluster cluster = TestCluster.Start();

        Assert.Equal(3, await Soon.Blocking(() => Ray.Get(Failing.TimesRemote(2, cluster.Gate()))));
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Delay_doubles_is_spread_by_a_quarter_and_never_over_a_minute()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time, configure: options => options.Seed = 1);
        var options = new TaskOptions { MaxRetries = -1, RetryDelay = TimeSpan.FromSeconds(1) };
        ObjectRef<int> retried = Failing.TimesRemote(10, cluster.Gate(), options);

        for (int attempt = 1; attempt <= 10; attempt++)
        {
            TimeSpan delay = await time.TimerCreated(attempt);
            double doubled = Math.Pow(2, attempt - 1);
            Assert.InRange(delay.TotalSeconds, Math.Min(0.75 * doubled, 60), Math.Min(1.25 * doubled, 60));
            Assert.False(retried.IsReady);
            time.Advance(delay);
        }

        Assert.Equal(11, await retried.Within());
    }

    [Fact]
    public async Task While_it_waits_for_the_next_attempt_its_resources_are_free_and_the_reason_is_told()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(cpus: 1, time: time);
        ObjectRef<int> retried = Failing.TimesRemote(1, cluster.Gate(), new TaskOptions { RetryDelay = TimeSpan.FromSeconds(1) });
        TimeSpan delay = await time.TimerCreated(1);

        Assert.Equal(1, await Work.EchoRemote(1).Within());
        PendingExplanation explanation = await Ray.ExplainAsync(retried).Within();
        Assert.Equal(PendingReason.WaitingForRetry, explanation.Reason);
        Assert.Contains("Failing.Times", explanation.Message, StringComparison.Ordinal);
        await cluster.AssertAllFreeAsync();

        time.Advance(delay);
        Assert.Equal(2, await retried.Within());
    }

    [Fact]
    public async Task Actor_call_is_retried_on_named_exceptions()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Flaky> flaky = Flaky.CreateRemote();

        Assert.Equal(3, await flaky.Try(2).Within());
        await flaky.Try(100, new CallOptions { MaxTaskRetries = 1 }).FailsWith<ShopException>();
        Assert.Equal(5, await flaky.Count().Within());
    }
}
