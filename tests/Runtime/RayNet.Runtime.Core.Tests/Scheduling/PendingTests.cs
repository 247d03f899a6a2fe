namespace RayNet.Runtime.Tests.Scheduling;

public sealed class PendingTests
{
    private static readonly TaskOptions EightGpus = new() { NumGpus = 8 };

    // Row 6
    [Fact]
    public async Task Task_that_asks_for_what_nobody_has_stays_pending_without_an_exception()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time, configure: options => options.InfeasibleWarningDelay = TimeSpan.FromSeconds(3));
        ObjectRef<int> impossible = Work.EchoRemote(1, EightGpus);

        Task<WaitResult<ObjectRef<int>>> wait = Ray.WaitAsync([impossible], timeout: TimeSpan.FromSeconds(0.05));
        time.Advance(TimeSpan.FromSeconds(0.05));
        WaitResult<ObjectRef<int>> result = await wait.Within();

        Assert.Empty(result.Ready);
        _ = Assert.Single(result.NotReady);
    }

    [Fact]
    public async Task Infeasible_request_is_explained_and_warned_of_once_after_the_delay()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(cpus: 4, time: time, configure: options => options.NumGpus = 2);
        ObjectRef<int>[] impossible = [.. Enumerable.Range(0, 10).Select(i => Work.EchoRemote(i, EightGpus))];

        PendingExplanation explanation = await Ray.ExplainAsync(impossible[0]).Within();
        Assert.Equal(PendingReason.Infeasible, explanation.Reason);
        Assert.Equal((8, 2, 2), (explanation.Requested["GPU"], explanation.Total["GPU"], explanation.Available["GPU"]));
        Assert.All((string[])["Work.Echo", "8 GPU"], word => Assert.Contains(word, explanation.Message, StringComparison.Ordinal));

        time.Advance(TimeSpan.FromSeconds(0.99));
        Assert.Empty(cluster.Log.Of(LogEvents.Infeasible));
        time.Advance(TimeSpan.FromSeconds(0.01));
        string warning = Assert.Single(cluster.Log.Of(LogEvents.Infeasible));
        Assert.All((string[])["Work.Echo", "8 GPU", "2 GPU", "ExplainAsync"], word => Assert.Contains(word, warning, StringComparison.Ordinal));

        time.Advance(TimeSpan.FromHours(1));
        _ = Assert.Single(cluster.Log.Of(LogEvents.Infeasible));
        Assert.Equal(1, await Work.EchoRemote(1).Within());
        Assert.All(impossible, reference => Assert.True(Ray.Cancel(reference)));
        await impossible[^1].FailsWith<RemoteTaskCanceledException>();
    }

    [Fact]
    public async Task Feasible_request_that_waits_is_not_warned_of()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(cpus: 1, time: time);
        Gate gate = cluster.Gate();
        ObjectRef<int>[] calls = [Work.BlockRemote(1, gate), Work.EchoRemote(2)];
        await gate.Arrived();

        time.Advance(TimeSpan.FromHours(1));
        gate.Open();

        await Ray.WhenAll(calls).Within();
        Assert.Empty(cluster.Log.Of(LogEvents.Infeasible));
    }

    [Fact]
    public async Task Infeasible_request_cancelled_in_time_is_not_warned_of_and_the_next_one_is()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);

        Assert.True(Ray.Cancel(Work.EchoRemote(1, EightGpus)));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(cluster.Log.Of(LogEvents.Infeasible));

        ObjectRef<int> next = Work.AddRemote(1, 1, EightGpus);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("Work.Add", Assert.Single(cluster.Log.Of(LogEvents.Infeasible)), StringComparison.Ordinal);
        Assert.True(Ray.Cancel(next));
    }

    [Fact]
    public async Task Every_reason_is_told()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRef<int> running = Work.BlockRemote(1, gate);
        await gate.Arrived();
        ObjectRef<int> follows = Work.EchoRemote(running);
        ObjectRef<int> queued = Work.EchoRemote(2);
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        Gate busy = cluster.Gate();
        ObjectRef<int> call = counter.Block(busy);
        ObjectRef<int> behind = counter.Increment();
        await busy.Arrived();

        PendingExplanation argument = await Ray.ExplainAsync(follows).Within();
        PendingExplanation resources = await Ray.ExplainAsync(queued).Within();
        Assert.Equal(PendingReason.Running, (await Ray.ExplainAsync(running).Within()).Reason);
        Assert.Equal(PendingReason.WaitingForArgument, argument.Reason);
        Assert.Contains("Work.Block is running", argument.Message, StringComparison.Ordinal);
        Assert.Equal(PendingReason.WaitingForResources, resources.Reason);
        Assert.Equal((1, 1, 0), (resources.Requested["CPU"], resources.Total["CPU"], resources.Available["CPU"]));
        Assert.Equal(1, resources.QueueLength);
        Assert.Equal(PendingReason.Running, (await Ray.ExplainAsync(call).Within()).Reason);
        Assert.Equal(PendingReason.WaitingForActor, (await Ray.ExplainAsync(behind).Within()).Reason);
        Assert.Equal(PendingReason.NotPending, (await Ray.ExplainAsync(Ray.Put(1)).Within()).Reason);

        gate.Open();
        busy.Open();
        await Ray.WhenAll(follows, queued, behind).Within();
        Assert.Equal(PendingReason.NotPending, (await Ray.ExplainAsync(follows).Within()).Reason);
    }
}
