namespace RayNet.Runtime.Tests.Lifetime;

public sealed class ShutdownTests
{
    [Fact]
    public async Task What_is_pending_fails_and_what_runs_is_cancelled()
    {
        TestCluster cluster = TestCluster.Start(cpus: 2);
        Gate gate = cluster.Gate();
        ObjectRef running = Work.WaitForCancellationRemote(gate);
        ObjectRef awaiting = Signals.AwaitRemote(Signal.CreateRemote());
        await gate.Arrived();
        ObjectRef<int> argument = Work.EchoRemote(1, new TaskOptions { NumGpus = 1 });
        ObjectRef<int> follows = Work.EchoRemote(argument);
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> call = counter.BlockAsync(gate);
        ObjectRef<int> queuedCall = counter.Increment();
        ObjectRef<int> impossibleCall = Counter.CreateRemote(0, new ActorOptions { NumGpus = 1 }).Increment();
        await gate.Arrived(2);

        await cluster.Client.ShutdownAsync().Within();

        await running.FailsWith<RemoteTaskCanceledException>();
        await awaiting.FailsWithAny();
        foreach (ObjectRef reference in (ObjectRef[])[argument, follows, call, queuedCall, impossibleCall])
        {
            RayShutdownException error = await reference.FailsWith<RayShutdownException>();
            Assert.Contains("shut down", error.Message, StringComparison.Ordinal);
        }

        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Retry_that_waits_fails_with_the_shutdown()
    {
        var time = new TestTime();
        TestCluster cluster = TestCluster.Start(time: time);
        ObjectRef<int> retried = Failing.TimesRemote(1, cluster.Gate(), new TaskOptions { RetryDelay = TimeSpan.FromHours(1) });
        await time.TimerCreated(1);

        await cluster.DisposeAsync();

        await retried.FailsWith<RayShutdownException>();
        time.Advance(TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task After_it_every_use_says_that_the_client_was_shut_down()
    {
        TestCluster cluster = TestCluster.Start();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> done = counter.Increment();
        await done.Within();
        using IDisposable use = cluster.Client.Use();
        await cluster.Client.ShutdownAsync().Within();

        RayNotInitializedException error = Assert.Throws<RayNotInitializedException>(() => _ = Work.EchoRemote(1));
        Assert.Contains("shut down", error.Message, StringComparison.Ordinal);
        Assert.Throws<RayNotInitializedException>(() => Ray.Put(1));
        Assert.Throws<RayNotInitializedException>(() => Counter.CreateRemote(0));
        await counter.Increment().FailsWith<RayShutdownException>();
        Assert.Equal(1, await done.Within());
        await cluster.Client.ShutdownAsync().Within();
    }

    [Fact]
    public async Task Call_that_ignores_its_token_is_left_behind_after_the_timeout_by_name()
    {
        var time = new TestTime();
        TestCluster cluster = TestCluster.Start(time: time, configure: options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        Gate gate = cluster.Gate();
        ObjectRef<int> stuck = Work.BlockRemote(1, gate);
        await gate.Arrived();

        Task shutdown = cluster.Client.ShutdownAsync();
        await time.TimerCreated(1);
        Assert.False(shutdown.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));

        await shutdown.Within();
        RayShutdownException error = await stuck.FailsWith<RayShutdownException>();
        Assert.Contains("token", error.Message, StringComparison.Ordinal);
        Assert.Contains("Work.Block", Assert.Single(cluster.Log.Of(LogEvents.LeftBehind)), StringComparison.Ordinal);
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Task_that_a_driver_runs_in_place_is_cancelled_too()
    {
        for (int i = 0; i < 20; i++)
        {
            TestCluster cluster = TestCluster.Start(cpus: 1);
            Gate gate = cluster.Gate();
            Task<bool> getter = Soon.Blocking(() =>
            {
                Ray.Get(Work.WaitForCancellationRemote(gate));
                return true;
            });
            await gate.Arrived();

            await cluster.Client.ShutdownAsync().Within();

            await Assert.ThrowsAsync<RemoteTaskCanceledException>(() => getter);
            await cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task Shutdown_in_the_middle_of_many_submissions_leaves_nothing_pending()
    {
        for (int round = 0; round < 20; round++)
        {
            TestCluster cluster = TestCluster.Start(cpus: 2);
            using IDisposable use = cluster.Client.Use();
            var started = new TaskCompletionSource();
            Task<List<ObjectRef>> submitting = Task.Run(() => SubmitUntilRefused(started));
            await started.Task.Within();

            await cluster.Client.ShutdownAsync().Within();

            foreach (ObjectRef reference in await submitting.Within())
            {
                await Ray.WaitAsync([reference]).Within();
            }

            await cluster.DisposeAsync();
        }
    }

    private static List<ObjectRef> SubmitUntilRefused(TaskCompletionSource started)
    {
        var references = new List<ObjectRef>();
        var impossible = new TaskOptions { NumGpus = 1 };
        try
        {
            ActorHandle<Counter> counter = Counter.CreateRemote(0);
            for (int i = 0; i < 1_000_000; i++)
            {
                ObjectRef<int> echo = Work.EchoRemote(i);
                references.AddRange([echo, Work.AddRemote(echo, 1), counter.Add(echo), Work.EchoRemote(1, impossible)]);
                if (i == 100)
                {
                    started.SetResult();
                }
            }
        }
        catch (RayNotInitializedException)
        {
            // The end of the loop: the cluster takes nothing more.
        }

        return references;
    }
}
