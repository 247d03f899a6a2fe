namespace RayNet.Runtime.Cluster.Tests.Errors;

/// <summary>Workers that end in the middle.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private readonly List<Gate> _gates = [];
    private TestCluster? _cluster;

    private TestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _gates.ForEach(static gate => gate.Dispose());
        await Cluster.DisposeAsync();
    }

    // Row 17, row 18
    [Theory]
    [InlineData(null, 4)]
    [InlineData(1, 2)]
    [InlineData(0, 1)]
    public async Task Task_that_always_ends_its_process_runs_as_often_as_MaxRetries_says(int? maxRetries, int runs)
    {
        using IDisposable use = Cluster.Use();
        Gate gate = NewGate();

        WorkerCrashedException error = await Failing.CrashRemote(int.MaxValue, gate, new TaskOptions { MaxRetries = maxRetries }).FailsWith<WorkerCrashedException>();

        Assert.Equal(runs, gate.Arrivals);
        Assert.Equal(runs, gate.Processes.Distinct().Count());
        Assert.Contains("Failing.Crash", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Work.EchoRemote(1).Within());
    }

    // Row 18
    [Fact]
    public async Task Crash_of_a_nested_task_is_the_parents_error()
    {
        using IDisposable use = Cluster.Use();
        Gate gate = NewGate();

        // Parent and child may share a worker, whose end is then that of both.
        Exception error = await Failing.CrashNestedRemote(gate, 0, new TaskOptions { MaxRetries = 0 }).FailsWithAny();

        Assert.IsType<WorkerCrashedException>(error);
        Assert.Equal(1, gate.Arrivals);
    }

    [Fact]
    public async Task Task_that_crashes_once_succeeds_in_another_process()
    {
        using IDisposable use = Cluster.Use();
        Gate gate = NewGate();

        Assert.Equal(2, await Failing.CrashRemote(1, gate).Within());
        Assert.Equal(2, gate.Processes.Distinct().Count());
    }

    [Fact]
    public async Task Crash_takes_along_what_runs_beside_and_only_that_without_retries_fails()
    {
        using IDisposable use = Cluster.Use();
        Gate gate = NewGate();
        Gate finalGate = NewGate();
        ObjectRef<int>[] retried = [.. Enumerable.Range(0, 2).Select(i => Work.BlockRemote(i, gate))];
        ObjectRef<int>[] final = [.. Enumerable.Range(0, 2).Select(i => Work.BlockRemote(i, finalGate, new TaskOptions { MaxRetries = 0 }))];
        await Task.WhenAll(gate.Arrived(2), finalGate.Arrived(2));
        int victim = gate.Processes[0];
        int hit = gate.Processes.Count(process => process == victim);

        // Which ones share a process with it depends on which worker was there first.
        Processes.Kill(victim);
        await gate.Arrived(2 + hit);
        gate.Open();
        finalGate.Open();

        Assert.Equal(new[] { 0, 1 }, await Ray.WhenAll(retried).Within());
        foreach (ObjectRef<int> item in final)
        {
            await ((Task)item.AsTask()).ContinueWith(
                static ended => Assert.True(ended.IsCompletedSuccessfully || ended.Exception!.InnerException is WorkerCrashedException),
                TaskScheduler.Default).Within();
        }

        await Cluster.AllFree();
    }

    // Row 21
    [Fact]
    public async Task Actor_that_ends_its_process_fails_the_call_and_what_depends_on_it()
    {
        using IDisposable use = Cluster.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> lost = counter.Exit();
        ObjectRef<int> dependent = Work.EchoRemote(lost);

        await lost.FailsWith<ActorDiedException>();
        await dependent.FailsWith<ActorDiedException>();
        await counter.Increment().FailsWith<ActorDiedException>();
    }

    // Row 22, row 53
    [Fact]
    public async Task All_calls_before_and_after_the_end_of_the_process_fail_and_are_ready()
    {
        using IDisposable use = Cluster.Use();
        Gate gate = NewGate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int>[] before = [.. Enumerable.Range(0, 10).Select(_ => counter.Block(gate))];
        await gate.Arrived();

        Processes.Kill(gate.Processes[0]);
        ObjectRef<int>[] after = [.. Enumerable.Range(0, 10).Select(_ => counter.Increment())];

        WaitResult<ObjectRef<int>> result = await Ray.WaitAsync([.. before, .. after], 20).Within();
        Assert.Equal(20, result.Ready.Count);
        foreach (ObjectRef<int> item in result.Ready)
        {
            await item.FailsWith<ActorDiedException>();
        }
    }

    // Row 43
    [Fact]
    public async Task Actor_comes_back_when_its_process_ends_in_the_constructor_or_in_a_method()
    {
        using IDisposable use = Cluster.Use();
        Gate born = NewGate();
        string crash = Path.Combine(Path.GetTempPath(), $"raynet-crash-{Guid.NewGuid():n}");
        try
        {
            ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(born, crash, new ActorOptions { MaxRestarts = 3 });
            Assert.Equal(1, await phoenix.Count().Within());
            Assert.Equal(2, born.Arrivals);

            await phoenix.Exit().FailsWith<ActorUnavailableException>();

            Assert.Equal(1, await phoenix.Count().Within());
            Assert.True(await phoenix.WasRestarted().Within());
            Assert.Equal(3, born.Arrivals);
        }
        finally
        {
            File.Delete(crash);
        }
    }

    [Fact]
    public async Task Restarts_end_after_MaxRestarts()
    {
        using IDisposable use = Cluster.Use();
        Gate born = NewGate();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(born, options: new ActorOptions { MaxRestarts = 1 });
        await phoenix.Count().Within();
        await phoenix.Exit().FailsWith<ActorUnavailableException>();
        await phoenix.Count().Within();

        await phoenix.Exit().FailsWith<ActorDiedException>();

        await phoenix.Count().FailsWith<ActorDiedException>();
        Assert.Equal(2, born.Arrivals);
    }

    // Row 50
    [Fact]
    public async Task Idle_actor_comes_back_without_a_call()
    {
        using IDisposable use = Cluster.Use();
        Gate born = NewGate();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(born);
        Processes.Kill(await phoenix.ProcessId().Within());

        await born.Arrived(2);

        Assert.Equal(1, await phoenix.Count().Within());
    }

    [Fact]
    public async Task Call_with_retries_is_repeated_in_the_new_process_before_what_waited_behind_it()
    {
        using IDisposable use = Cluster.Use();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(NewGate().FilePath, options: new ActorOptions { MaxTaskRetries = 1 });
        ObjectRef<int> repeated = phoenix.ExitOnce();
        ObjectRef<int>[] behind = [.. Enumerable.Range(0, 5).Select(_ => phoenix.Count())];

        Assert.Equal(2, await repeated.Within());
        Assert.Equal(new[] { 1, 2, 3, 4, 5 }, await Ray.WhenAll(behind).Within());
    }

    [Fact]
    public async Task Borrowed_handle_finds_the_actor_again_after_its_restart()
    {
        using IDisposable use = Cluster.Use();
        Gate gate = NewGate();
        Gate born = NewGate();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(born);
        int process = await phoenix.ProcessId().Within();
        ObjectRef<int>[] callers = [.. Enumerable.Range(0, 4).Select(_ => Callers.CountTwiceRemote(phoenix, gate, new TaskOptions { MaxRetries = 0 }))];
        await gate.Arrived(4);
        int beside = gate.Processes.Count(other => other != process);

        Processes.Kill(process);
        await born.Arrived(2);
        await phoenix.Count().Within();
        gate.Open();

        var failures = new List<string>();
        foreach (ObjectRef<int> caller in callers)
        {
            if (await Record.ExceptionAsync(() => caller.AsTask().Within()) is { } failure)
            {
                failures.Add(failure.ToString());
            }
        }

        Assert.True(callers.Length - failures.Count == beside, $"{beside} of {callers.Length} callers outlived the kill, and these failed: {string.Join(Environment.NewLine, failures)}");
    }

    [Fact]
    public async Task Many_actors_of_two_workers_that_end_at_once_all_fail_or_come_back()
    {
        using IDisposable use = Cluster.Use();
        Gate gate = NewGate();
        string born = NewGate();
        ActorHandle<Counter>[] mortal = [.. Enumerable.Range(0, 10).Select(i => Counter.CreateRemote(i))];
        ActorHandle<Phoenix>[] immortal = [.. Enumerable.Range(0, 10).Select(_ => Phoenix.CreateRemote(born))];
        ObjectRef<int>[] lost = [.. mortal.Select(actor => actor.Block(gate))];
        ObjectRef<int>[] unavailable = [.. immortal.Select(actor => actor.Block(gate))];
        await gate.Arrived(20);

        foreach (int process in gate.Processes.Distinct())
        {
            Processes.Kill(process);
        }

        foreach (ObjectRef<int> item in lost)
        {
            await item.FailsWith<ActorDiedException>();
        }

        foreach (ObjectRef<int> item in unavailable)
        {
            await item.FailsWith<ActorUnavailableException>();
        }

        Assert.All(await Ray.WhenAll(immortal.Select(static actor => actor.Count())).Within(), count => Assert.Equal(1, count));
    }

    // Row 71
    [Fact]
    public async Task Object_is_lost_with_its_owner_and_the_reason_is_told()
    {
        using IDisposable use = Cluster.Use();
        ActorHandle<Holding> owner = Holding.CreateRemote();
        ObjectRef<int> read = (await owner.Own(1).Within())[0];
        ObjectRef<int> unread = (await owner.Own(2).Within())[0];
        Assert.Equal(1, await read.Within());

        await owner.Exit().FailsWithAny();

        OwnerDiedException error = await unread.FailsWith<OwnerDiedException>();
        Assert.NotEqual(default, error.ObjectId);
        await Work.EchoRemote(unread).FailsWith<OwnerDiedException>();
        OwnerDiedException nested = await Failing.LostOwnerRemote([unread]).FailsWith<OwnerDiedException>();
        Assert.Equal(error.ObjectId, nested.ObjectId);
        Assert.Equal(1, await read.Within());
    }

    // Row 71
    [Fact]
    public async Task Ref_in_a_list_is_freed_though_the_last_of_the_tasks_ends_its_process()
    {
        using IDisposable use = Cluster.Use();
        await PassAsync();

        using Probes probes = await Cluster.ProbeAsync();
        await probes.NothingIsCounted(Cluster);

        static async Task PassAsync()
        {
            using ObjectRef<byte[]> large = Ray.Put(new byte[4_000_000]);
            await Nested.PassOnAndCrashRemote(3, [large]).FailsWithAny();
        }
    }

    [Fact]
    public async Task Actor_of_a_task_ends_with_the_process_that_owned_it_and_a_detached_one_does_not()
    {
        using IDisposable use = Cluster.Use();
        ActorHandle<Counter> owned = await Callers.MakeRemote(1).Within();
        int maker = await Callers.MakeDetachedRemote("survivor").Within();
        ActorHandle<Counter> detached = Ray.GetActor<Counter>("survivor");
        Assert.Equal(41, await detached.Value().Within());
        if (await detached.ProcessId().Within() == maker)
        {
            // One that lives in its owner's process ends with it anyway.
            return;
        }

        Processes.Kill(maker);
        await Soon.Until(() => !Processes.IsAlive(maker));

        Assert.Equal(42, await detached.Increment().Within());
        GC.KeepAlive(owned);
    }

    private Gate NewGate()
    {
        var gate = new Gate();
        _gates.Add(gate);
        return gate;
    }
}
