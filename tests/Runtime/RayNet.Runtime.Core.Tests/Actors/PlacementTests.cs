namespace RayNet.Runtime.Tests.Actors;

public sealed class PlacementTests
{
    // Row 44
    [Fact]
    public async Task On_a_node_without_cpus_a_default_actor_stays_pending_and_says_why()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(cpus: 0, time: time);
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> call = counter.Increment();

        WaitResult<ObjectRef<int>> result = await Ray.WaitAsync([call], timeout: TimeSpan.Zero).Within();
        Assert.Empty(result.Ready);
        PendingExplanation explanation = await Ray.ExplainAsync(call).Within();
        Assert.Equal(PendingReason.Infeasible, explanation.Reason);
        Assert.Equal(1, explanation.Requested["CPU"]);
        Assert.Equal(0, explanation.Total["CPU"]);

        time.Advance(TimeSpan.FromSeconds(1));
        string warning = Assert.Single(cluster.Log.Of(LogEvents.ActorInfeasible));
        Assert.All((string[])["Counter", "1 CPU", "ExplainAsync"], word => Assert.Contains(word, warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Infeasible_actor_is_warned_of_once_however_many_tasks_end()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);
        ActorHandle<Counter> counter = Counter.CreateRemote(0, new ActorOptions { NumGpus = 8 });
        ObjectRef<int> call = counter.Increment();
        await Ray.WhenAll(Enumerable.Range(0, 50).Select(i => Work.EchoRemote(i))).Within();

        time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Empty(cluster.Log.Of(LogEvents.ActorInfeasible));
        time.Advance(TimeSpan.FromSeconds(0.1));
        await Ray.WhenAll(Enumerable.Range(0, 50).Select(i => Work.EchoRemote(i))).Within();
        time.Advance(TimeSpan.FromHours(1));

        _ = Assert.Single(cluster.Log.Of(LogEvents.ActorInfeasible));
        Assert.False(call.IsReady);
        Ray.Kill(counter);
        await call.FailsWith<ActorDiedException>();
    }

    [Fact]
    public async Task Infeasible_actor_can_be_terminated()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Counter> counter = Counter.CreateRemote(0, new ActorOptions { NumGpus = 8 });
        ObjectRef<int> call = counter.Increment();

        await Ray.TerminateAsync(counter).Within();

        await call.FailsWith<ActorDiedException>();
    }

    [Fact]
    public async Task Actor_waits_for_resources_and_says_so()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRef<int> busy = Work.BlockRemote(1, gate);
        await gate.Arrived();
        ActorHandle<Counter> counter = Counter.CreateRemote(0, new ActorOptions { NumCpus = 1 });
        ObjectRef<int> call = counter.Increment();

        PendingExplanation explanation = await Ray.ExplainAsync(call).Within();
        Assert.Equal(PendingReason.WaitingForResources, explanation.Reason);
        Assert.Equal((1, 1, 0), (explanation.Requested["CPU"], explanation.Total["CPU"], explanation.Available["CPU"]));
        gate.Open();

        Assert.Equal(1, await call.Within());
        await busy.Within();
    }

    [Fact]
    public async Task Constructor_that_runs_is_the_reason_for_waiting()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<SlowStart> actor = SlowStart.CreateRemote(gate, Lifecycle.Create(cluster).Id);
        ObjectRef<int> call = actor.Ping();
        await gate.Arrived();

        Assert.Equal(PendingReason.WaitingForActorCreation, (await Ray.ExplainAsync(call).Within()).Reason);
        gate.Open();
        Assert.Equal(1, await call.Within());
    }

    [Fact]
    public async Task Actors_and_tasks_compete_for_the_last_cpu_without_losing_a_wakeup()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        for (int i = 0; i < 300; i++)
        {
            ObjectRef<int> task = Work.EchoRemote(i);
            ActorHandle<Counter> counter = Counter.CreateRemote(i, new ActorOptions { NumCpus = 1 });
            Assert.Equal(i + 1, await counter.Increment().Within());
            Assert.Equal(i, await task.Within());
            Ray.Kill(counter);
        }

        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Actor_holds_its_resources_while_it_waits()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        Gate gate = cluster.Gate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0, new ActorOptions { NumCpus = 1.5 });
        ObjectRef<int> waiting = counter.BlockAsync(gate);
        await gate.Arrived();

        Assert.Equal(0.5, cluster.Client.AvailableResources()["CPU"]);
        gate.Open();
        await waiting.Within();
        await Ray.TerminateAsync(counter).Within();
        await cluster.AssertAllFreeAsync();
    }

    [Theory]
    [InlineData("MaxRestarts", -2)]
    [InlineData("MaxTaskRetries", -2)]
    [InlineData("MaxConcurrency", 0)]
    [InlineData("MaxPendingCalls", -2)]
    public async Task Option_out_of_range_is_refused_by_name(string option, int value)
    {
        await using TestCluster cluster = TestCluster.Start();
        var options = new ActorOptions
        {
            MaxRestarts = option == "MaxRestarts" ? value : null,
            MaxTaskRetries = option == "MaxTaskRetries" ? value : null,
            MaxConcurrency = option == "MaxConcurrency" ? value : null,
            MaxPendingCalls = option == "MaxPendingCalls" ? value : null,
        };

        InvalidOptionException error = Assert.Throws<InvalidOptionException>(() => Counter.CreateRemote(0, options));

        Assert.All((string[])[option, "Counter", $"{value}"], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }
}
