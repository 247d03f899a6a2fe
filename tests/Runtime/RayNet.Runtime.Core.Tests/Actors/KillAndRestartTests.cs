namespace RayNet.Runtime.Tests.Actors;

public sealed class KillAndRestartTests
{
    // Row 41
    [Fact]
    public async Task Kill_of_an_actor_stuck_in_a_loop_fails_the_pending_call()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> stuck = counter.Block(gate);
        await gate.Arrived();

        Ray.Kill(counter);

        ActorDiedException error = await stuck.FailsWith<ActorDiedException>();
        Assert.Contains("Counter", error.Message, StringComparison.Ordinal);
        Assert.Contains("Ray.Kill", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(default, error.ActorId);
    }

    // Row 50
    [Fact]
    public async Task Idle_restartable_actor_comes_back_without_a_call_and_keeps_its_resources()
    {
        await using TestCluster cluster = TestCluster.Start(configure: options => options.Resources["seat"] = 1);
        Gate gate = cluster.Gate();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(gate, new ActorOptions { Resources = new Dictionary<string, double> { ["seat"] = 1 } });
        await gate.Arrived();
        await phoenix.Ping().Within();

        Ray.Kill(phoenix, noRestart: false);

        await gate.Arrived(2);
        Assert.Equal(0, cluster.Client.AvailableResources()["seat"]);
        Assert.True(await phoenix.WasRestarted().Within());
    }

    // Row 43, as far as one process can
    [Fact]
    public async Task Restarts_end_after_MaxRestarts()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(gate, new ActorOptions { MaxRestarts = 2 });
        for (int i = 0; i < 2; i++)
        {
            await phoenix.Ping().Within();
            Ray.Kill(phoenix, noRestart: false);
        }

        await phoenix.Ping().Within();
        Ray.Kill(phoenix, noRestart: false);

        await phoenix.Ping().FailsWith<ActorDiedException>();
        Assert.Equal(3, gate.Arrivals);
    }

    [Fact]
    public async Task Kill_without_restart_is_final_though_restarts_are_left()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(gate);
        await phoenix.Ping().Within();

        Ray.Kill(phoenix);

        await phoenix.Ping().FailsWith<ActorDiedException>();
        Assert.Equal(1, gate.Arrivals);
    }

    [Fact]
    public async Task Actor_that_is_being_built_again_survives_another_kill_with_restart()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(cluster.Gate());
        await phoenix.Ping().Within();

        for (int i = 0; i < 100; i++)
        {
            Ray.Kill(phoenix, noRestart: false);
        }

        Assert.Equal(1, await phoenix.Ping().Within());
    }

    [Fact]
    public async Task Running_call_without_retries_fails_as_unavailable_and_waiting_ones_run_in_the_new_instance()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate born = cluster.Gate();
        Gate gate = cluster.Gate();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(born);
        ObjectRef<int> running = phoenix.Block(gate);
        ObjectRef<int>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => phoenix.Count())];
        await gate.Arrived();

        Ray.Kill(phoenix, noRestart: false);

        ActorUnavailableException error = await running.FailsWith<ActorUnavailableException>();
        Assert.Contains("MaxTaskRetries", error.Message, StringComparison.Ordinal);
        Assert.Equal(new[] { 1, 2, 3, 4, 5 }, await Ray.WhenAll(waiting).Within());
        Assert.Equal(1, gate.Arrivals);
        gate.Open();
        Assert.Equal(6, await phoenix.Count().Within());
    }

    [Fact]
    public async Task Running_call_with_retries_is_repeated_in_the_new_instance()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(cluster.Gate(), new ActorOptions { MaxTaskRetries = 1 });
        ObjectRef<int> running = phoenix.BlockFirst(gate);
        await gate.Arrived();

        Ray.Kill(phoenix, noRestart: false);

        Assert.Equal(2, await running.Within());
        gate.Open();
    }

    [Fact]
    public async Task Repeated_call_does_not_fail_because_the_lost_one_saw_its_cancellation()
    {
        await using TestCluster cluster = TestCluster.Start();
        for (int i = 0; i < 20; i++)
        {
            Gate gate = cluster.Gate();
            ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(cluster.Gate(), new ActorOptions { MaxTaskRetries = -1 });
            ObjectRef<int> running = phoenix.BlockFirstAsync(gate);
            await gate.Arrived();

            Ray.Kill(phoenix, noRestart: false);

            Assert.Equal(2, await running.Within());
        }
    }

    [Fact]
    public async Task Repeated_call_gets_the_arguments_as_the_caller_gave_them()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(cluster.Gate(), new ActorOptions { MaxTaskRetries = 1 });
        ObjectRef<List<int>> running = phoenix.Append([0], gate);
        await gate.Arrived();

        Ray.Kill(phoenix, noRestart: false);

        Assert.Equal(new[] { 0, 2 }, await running.Within());
        gate.Open();
    }

    [Fact]
    public async Task New_instance_is_built_from_the_arguments_of_the_first()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Counter> counter = Counter.CreateRemote(Work.EchoRemote(41), new ActorOptions { MaxRestarts = 1 });
        Assert.Equal(42, await counter.Increment().Within());
        Assert.Equal(43, await counter.Increment().Within());

        Ray.Kill(counter, noRestart: false);

        Assert.Equal(42, await counter.Increment().Within());
    }

    [Fact]
    public async Task Killed_actor_gives_back_what_it_holds()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        Gate gate = cluster.Gate();
        ActorHandle<Counter> first = Counter.CreateRemote(0, new ActorOptions { NumCpus = 2 });
        ObjectRef<int> stuck = first.Block(gate);
        await gate.Arrived();
        ActorHandle<Counter> second = Counter.CreateRemote(5, new ActorOptions { NumCpus = 2 });
        ObjectRef<int> waiting = second.Increment();

        Ray.Kill(first);

        Assert.Equal(6, await waiting.Within());
        await stuck.FailsWith<ActorDiedException>();
        Ray.Kill(second);
        await cluster.AssertAllFreeAsync();
    }
}
