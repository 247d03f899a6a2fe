namespace RayNet.Runtime.Tests.Errors;

public sealed class TimeoutTests
{
    private static readonly TaskOptions OneSecond = new() { Timeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task Attempt_over_its_time_fails_and_sees_its_token_cancelled()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(cpus: 1, time: time);
        Gate gate = cluster.Gate();
        ObjectRef slow = Work.WaitForCancellationAsyncRemote(gate, OneSecond);
        await gate.Arrived();

        time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(slow.IsReady);
        time.Advance(TimeSpan.FromSeconds(0.1));

        RemoteTaskTimeoutException error = await slow.FailsWith<RemoteTaskTimeoutException>();
        Assert.IsAssignableFrom<TimeoutException>(error);
        Assert.Equal(RayErrorCode.TaskTimedOut, error.Code);
        Assert.All((string[])["Work.WaitForCancellationAsync", "00:00:01"], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        Assert.Equal("Work.WaitForCancellationAsync", error.GetRemoteContext()!.TaskName);
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Blocking_method_over_its_time_keeps_its_cpu_until_it_returns()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(cpus: 1, time: time);
        Gate gate = cluster.Gate();
        ObjectRef<int> slow = Work.BlockRemote(1, gate, OneSecond);
        await gate.Arrived();

        time.Advance(TimeSpan.FromSeconds(1));
        await slow.FailsWith<RemoteTaskTimeoutException>();
        ObjectRef<int> next = Work.EchoRemote(2);
        Assert.Equal(0, cluster.Client.AvailableResources()["CPU"]);

        gate.Open();
        Assert.Equal(2, await next.Within());
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Time_in_the_queue_does_not_count()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(cpus: 1, time: time);
        Gate gate = cluster.Gate();
        ObjectRef<int> busy = Work.BlockRemote(1, gate);
        ObjectRef<int> queued = Work.AddRemote(1, 1, OneSecond);
        await gate.Arrived();

        time.Advance(TimeSpan.FromHours(1));
        gate.Open();

        Assert.Equal(2, await queued.Within());
        await busy.Within();
    }

    [Fact]
    public async Task Ended_in_time_is_not_timed_out_later()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);

        ObjectRef<int> quick = Work.EchoRemote(1, OneSecond);
        Assert.Equal(1, await quick.Within());
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await quick.Within());
    }

    [Fact]
    public async Task Timed_out_attempt_is_retried_where_RetryOn_names_the_timeout()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);
        Gate gate = cluster.Gate();
        ObjectRef<int> slow = Slow.FirstTimeRemote(gate, new TaskOptions { Timeout = TimeSpan.FromSeconds(1), RetryOn = [typeof(TimeoutException)] });
        await gate.Arrived();

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, await slow.Within());
    }

    [Fact]
    public async Task Timeout_of_the_attribute_and_of_an_actor_call()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);
        Gate gate = cluster.Gate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> declared = Slow.DeclaredRemote(gate);
        ObjectRef<int> call = counter.BlockAsync(gate, new CallOptions { Timeout = TimeSpan.FromSeconds(1) });
        await gate.Arrived(2);

        time.Advance(TimeSpan.FromSeconds(1));

        await declared.FailsWith<RemoteTaskTimeoutException>();
        await call.FailsWith<RemoteTaskTimeoutException>();
        Assert.Equal(1, await counter.Increment().Within());
    }

    [Fact]
    public async Task Timeout_cancels_what_the_attempt_waits_for()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(cpus: 2, time: time);
        Gate gate = cluster.Gate();
        ObjectRef<int> outer = Nested.GetOfRemote(Work.BlockAsyncRemote(1, gate), OneSecond);
        await time.TimerCreated(1);

        time.Advance(TimeSpan.FromSeconds(1));

        await outer.FailsWith<RemoteTaskTimeoutException>();
        gate.Open();
        await cluster.AssertAllFreeAsync();
    }
}
