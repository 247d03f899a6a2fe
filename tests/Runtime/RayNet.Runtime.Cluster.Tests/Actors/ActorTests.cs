namespace RayNet.Runtime.Cluster.Tests.Actors;

public sealed class ActorTests(SharedCluster shared) : ClusterTests(shared)
{
    // Row 30
    [Fact]
    public async Task Calls_of_one_caller_run_in_their_order_whenever_their_arguments_are_ready()
    {
        using IDisposable use = Use();
        ActorHandle<Journal> journal = Journal.CreateRemote();

        ObjectRef<int>[] calls = [.. Enumerable.Range(0, 100).Select(i => journal.Next(Slow.NumberRemote(i)))];

        Assert.Equal(Enumerable.Range(0, 100), await Ray.WhenAll(calls).Within());
    }

    // Row 31
    [Fact]
    public async Task Caller_whose_argument_is_late_holds_up_nobody_else()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ActorHandle<Journal> journal = Journal.CreateRemote();
        ObjectRef<int> late = Callers.RecordLateRemote(journal, gate);
        await gate.Arrived();

        Assert.Equal(1, await journal.Record("quick").Within());
        gate.Open();
        Assert.Equal(2, await late.Within());
    }

    // Row 33
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_run_at_once_up_to_the_limit(bool asynchronous)
    {
        using IDisposable use = Use();
        ActorHandle<Meeting> meeting = Meeting.CreateRemote(3);

        int[] numbers = await Ray.WhenAll(Enumerable.Range(0, 3).Select(_ => asynchronous ? meeting.MeetAsync() : meeting.Meet())).Within();

        Assert.Equal(new[] { 1, 2, 3 }, numbers.Order());
    }

    // Row 34
    [Fact]
    public async Task Limit_holds_over_callers_of_all_processes()
    {
        using IDisposable use = Use();
        ActorHandle<Meeting> meeting = Meeting.CreateRemote(0);

        await Ray.WhenAll(Enumerable.Range(0, 30).Select(_ => Callers.PassRemote(meeting, 300))).Within();

        Assert.InRange(await meeting.MostAtOnce().Within(), 1, 3);
    }

    // Row 35
    [Fact]
    public async Task One_call_at_a_time_also_where_it_awaits()
    {
        using IDisposable use = Use();
        ActorHandle<Journal> journal = Journal.CreateRemote();

        await Ray.WhenAll(Enumerable.Range(0, 10).Select(ObjectRef (_) => journal.Yield())).Within();

        Assert.Equal(Enumerable.Repeat((string[])["START", "END"], 10).SelectMany(static pair => pair), await journal.History().Within());
    }

    // Row 36, row 37
    [Fact]
    public async Task Groups_have_limits_of_their_own_and_do_not_block_each_other()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ActorHandle<Grouped> grouped = Grouped.CreateRemote();
        ObjectRef<int>[] calls =
        [
            .. Enumerable.Range(0, 6).Select(_ => grouped.Read(gate)),
            .. Enumerable.Range(0, 6).Select(_ => grouped.Compute(gate)),
            .. Enumerable.Range(0, 2).Select(_ => grouped.Default(gate)),
        ];
        await gate.Arrived(7);

        Assert.Equal("healthy", await grouped.Health().Within());
        gate.Open();
        await Ray.WhenAll(calls).Within();
        Assert.Equal(new[] { 2, 4, 1 }, await Ray.WhenAll(grouped.Most("io"), grouped.Most("compute"), grouped.Most("default")).Within());
    }

    // Row 36
    [Fact]
    public async Task Call_moves_to_the_group_that_its_options_name()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ActorHandle<Grouped> grouped = Grouped.CreateRemote();
        ObjectRef<int>[] readers = [grouped.Read(gate), grouped.Read(gate)];
        await gate.Arrived(2);
        ObjectRef<int> moved = grouped.Read(gate, new CallOptions { ConcurrencyGroup = "compute" });

        await gate.Arrived(3);
        gate.Open();
        await Ray.WhenAll([.. readers, moved]).Within();
    }

    // Row 41
    [Fact]
    public async Task Kill_fails_the_stuck_call_and_later_ones()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> stuck = counter.Block(gate);
        ObjectRef<int> queued = counter.Increment();
        await gate.Arrived();

        Ray.Kill(counter);

        Assert.Contains("Ray.Kill", (await stuck.FailsWith<ActorDiedException>()).Message, StringComparison.Ordinal);
        await queued.FailsWith<ActorDiedException>();
        await counter.Increment().FailsWith<ActorDiedException>();
        Assert.Equal(1, await Counter.CreateRemote(0).Increment().Within());
    }

    [Fact]
    public async Task Killed_actor_with_restarts_is_built_again()
    {
        using IDisposable use = Use();
        Gate born = NewGate();
        ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(born);
        await phoenix.Count().Within();

        Ray.Kill(phoenix, noRestart: false);

        await born.Arrived(2);
        Assert.Equal(1, await phoenix.Count().Within());
        Ray.Kill(phoenix);
        await phoenix.Count().FailsWith<ActorDiedException>();
        Assert.Equal(2, born.Arrivals);
    }

    [Fact]
    public async Task Termination_lets_what_is_queued_run_and_disposes_the_actor()
    {
        using IDisposable use = Use();
        Gate end = NewGate();
        ActorHandle<Ending> ending = Ending.CreateRemote(end);
        ObjectRef<int>[] pings = [.. Enumerable.Range(0, 20).Select(_ => ending.Ping())];

        await Ray.TerminateAsync(ending).Within();

        Assert.All(await Ray.WhenAll(pings).Within(), ping => Assert.Equal(1, ping));
        await end.Arrived();
        await ending.Ping().FailsWith<ActorDiedException>();
    }

    [Fact]
    public async Task Actor_that_exits_is_dead_for_all()
    {
        using IDisposable use = Use();
        Gate end = NewGate();
        ActorHandle<Ending> ending = Ending.CreateRemote(end);

        await ending.Exit().FailsWithAny();

        await end.Arrived();
        await ending.Ping().FailsWith<ActorDiedException>();
    }

    // Row 44
    [Fact]
    public async Task Actor_that_finds_no_place_waits_for_one()
    {
        using IDisposable use = Use();
        var all = new ActorOptions { NumCpus = 4 };
        ActorHandle<Counter> first = Counter.CreateRemote(1, all);
        Assert.Equal(2, await first.Increment().Within());
        ActorHandle<Counter> second = Counter.CreateRemote(10, all);
        ObjectRef<int> waiting = second.Increment();

        Assert.Empty((await Ray.WaitAsync([waiting], 1, TimeSpan.FromMilliseconds(100)).Within()).Ready);
        Ray.Kill(first);

        Assert.Equal(11, await waiting.Within());
        Ray.Kill(second);
        await Cluster.AllFree();
    }
}
