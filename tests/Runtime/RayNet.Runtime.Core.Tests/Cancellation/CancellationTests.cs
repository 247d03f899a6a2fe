namespace RayNet.Runtime.Tests.Cancellation;

public sealed class CancellationTests
{
    // Row 23
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_the_head_of_a_chain_fails_all_of_it(bool force)
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Signal> signal = Signal.CreateRemote();
        ObjectRef<int>[] chain = await ChainAsync(cluster, signal, 4);

        Assert.True(Ray.Cancel(chain[0], force));

        foreach (ObjectRef<int> link in chain)
        {
            AssertCancelled(await link.FailsWithAny(), force);
        }

        await signal.Send().Within();
    }

    // Row 23
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_in_the_middle_fails_only_what_follows(bool force)
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Signal> signal = Signal.CreateRemote();
        ObjectRef<int>[] chain = await ChainAsync(cluster, signal, 4);

        Assert.True(Ray.Cancel(chain[2], force));

        AssertCancelled(await chain[2].FailsWithAny(), force);
        AssertCancelled(await chain[3].FailsWithAny(), force);
        Assert.Throws<GetTimeoutException>(() => Ray.Get(chain[0], TimeSpan.Zero));
        Assert.Throws<GetTimeoutException>(() => Ray.Get(chain[1], TimeSpan.Zero));
        await signal.Send().Within();
        Assert.Equal(1, await chain[0].Within());
        Assert.Equal(1, await chain[1].Within());
    }

    // Row 25
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_one_cpu_an_independent_task_survives_the_cancellation_of_a_chain(bool force)
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        ActorHandle<Signal> signal = Signal.CreateRemote();
        ObjectRef<int>[] chain = await ChainAsync(cluster, signal, 3);
        ObjectRef<int> independent = Signals.GetRemote(signal);

        Assert.True(Ray.Cancel(chain[2], force));
        AssertCancelled(await chain[2].FailsWithAny(), force);
        Assert.True(Ray.Cancel(chain[0], force));
        AssertCancelled(await chain[0].FailsWithAny(), force);
        AssertCancelled(await chain[1].FailsWithAny(), force);

        await signal.Send().Within();
        Assert.Equal(1, await independent.Within());
        await cluster.AssertAllFreeAsync();
    }

    // Row 27
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ref_that_a_task_made_and_returned_can_be_cancelled(bool force)
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Signal> signal = Signal.CreateRemote();
        ObjectRef<int> inner = await Signals.StartRemote(signal).Within();

        Assert.True(Ray.Cancel(inner, force));

        AssertCancelled(await inner.FailsWithAny(), force);
        await signal.Send().Within();
    }

    [Fact]
    public async Task Queued_task_never_runs()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        Gate never = cluster.Gate();
        ObjectRef<int> busy = Work.BlockRemote(1, gate);
        await gate.Arrived();
        ObjectRef queued = Work.ArriveRemote(never);

        Assert.True(Ray.Cancel(queued));
        RemoteTaskCanceledException error = await queued.FailsWith<RemoteTaskCanceledException>();
        gate.Open();

        await busy.Within();
        await cluster.AssertAllFreeAsync();
        Assert.Equal(0, never.Arrivals);
        Assert.Contains("before it started", error.Message, StringComparison.Ordinal);
        Assert.Equal(RayErrorCode.TaskCanceled, error.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Running_task_sees_its_token(bool asynchronous)
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRef running = asynchronous ? Work.WaitForCancellationAsyncRemote(gate) : Work.WaitForCancellationRemote(gate);
        await gate.Arrived();

        Assert.True(Ray.Cancel(running));

        RemoteTaskCanceledException error = await running.FailsWith<RemoteTaskCanceledException>();
        Assert.IsAssignableFrom<OperationCanceledException>(error.InnerException);
        Assert.Contains("while it ran", error.Message, StringComparison.Ordinal);
        await cluster.AssertAllFreeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Token_of_the_caller_cancels_the_call(bool before)
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        using var source = new CancellationTokenSource();
        if (before)
        {
            await source.CancelAsync();
        }

        ObjectRef running = Work.WaitForCancellationAsyncRemote(gate, cancellationToken: source.Token);
        if (!before)
        {
            await gate.Arrived();
            await source.CancelAsync();
        }

        await running.FailsWith<RemoteTaskCanceledException>();
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Cancellation_reaches_what_the_task_submitted()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        Gate ended = cluster.Gate();
        ObjectRef<int> parent = Family.ParentRemote(3, gate, ended);
        await gate.Arrived(3);

        Assert.True(Ray.Cancel(parent));

        await parent.FailsWith<RemoteTaskCanceledException>();
        await ended.Arrived(3);
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Cancellation_that_is_not_recursive_leaves_what_the_task_submitted()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        Gate done = cluster.Gate();
        ObjectRef<int> parent = Family.ParentOfGatedRemote(gate, done);
        await gate.Arrived();

        Assert.True(Ray.Cancel(parent, recursive: false));
        await parent.FailsWith<RemoteTaskCanceledException>();
        gate.Open();

        await done.Arrived();
    }

    [Fact]
    public async Task Task_waiting_for_its_next_attempt_is_cancelled_at_once()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);
        Gate gate = cluster.Gate();
        ObjectRef<int> retried = Failing.TimesRemote(1, gate, new TaskOptions { RetryDelay = TimeSpan.FromSeconds(1) });
        TimeSpan delay = await time.TimerCreated(1);

        Assert.True(Ray.Cancel(retried));

        await retried.FailsWith<RemoteTaskCanceledException>();
        time.Advance(delay * 2);
        await cluster.AssertAllFreeAsync();
        Assert.Equal(1, gate.Arrivals);
    }

    [Fact]
    public async Task Cancelled_task_that_throws_something_else_is_not_retried()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ObjectRef<int> running = Family.ThrowWhenCancelledRemote(gate);
        await gate.Arrived();

        Assert.True(Ray.Cancel(running));

        await running.FailsWithAny();
        await cluster.AssertAllFreeAsync();
        Assert.Equal(1, gate.Arrivals);
    }

    [Fact]
    public async Task Task_that_ignores_its_token_succeeds()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ObjectRef<int> running = Work.BlockRemote(1, gate);
        await gate.Arrived();

        Assert.True(Ray.Cancel(running));
        gate.Open();

        Assert.Equal(1, await running.Within());
    }

    [Fact]
    public async Task Ended_calls_and_stored_values_cannot_be_cancelled()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRef<int> ended = Work.EchoRemote(1);
        await ended.Within();

        Assert.False(Ray.Cancel(ended));
        Assert.False(Ray.Cancel(ended, force: true));
        Assert.False(Ray.Cancel(Ray.Put(1)));
        Assert.Equal(1, await ended.Within());
    }

    [Fact]
    public async Task Task_waiting_for_an_argument_is_cancelled_and_the_argument_is_not()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ObjectRef<int> argument = Work.BlockRemote(1, gate);
        ObjectRef<int> follow = Work.FollowRemote(argument, gate.Id);

        Assert.True(Ray.Cancel(follow));

        await follow.FailsWith<RemoteTaskCanceledException>();
        gate.Open();
        Assert.Equal(1, await argument.Within());
    }

    private static async Task<ObjectRef<int>[]> ChainAsync(TestCluster cluster, ActorHandle<Signal> signal, int length)
    {
        Gate gate = cluster.Gate();
        var chain = new ObjectRef<int>[length];
        chain[0] = Signals.GetAndArriveRemote(signal, gate);
        for (int i = 1; i < length; i++)
        {
            chain[i] = Work.EchoRemote(chain[i - 1]);
        }

        await gate.Arrived();
        return chain;
    }

    private static void AssertCancelled(Exception error, bool force)
    {
        bool allowed = error is RemoteTaskCanceledException || (force && error is WorkerCrashedException);
        Assert.True(allowed, error.ToString());
    }
}
