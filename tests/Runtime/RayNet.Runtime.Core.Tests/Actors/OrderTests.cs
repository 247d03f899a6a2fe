namespace RayNet.Runtime.Tests.Actors;

public sealed class OrderTests
{
    // Row 30
    [Fact]
    public async Task Calls_of_one_caller_run_in_order_whenever_their_arguments_come()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Journal> journal = Journal.CreateRemote();
        Gate[] gates = [.. Enumerable.Range(0, 100).Select(_ => cluster.Gate())];
        ObjectRef<int>[] calls = [.. gates.Select((gate, index) => journal.Next(Work.BlockAsyncRemote(index, gate, new TaskOptions { NumCpus = 0 })))];

        int[] order = [.. Enumerable.Range(0, 100)];
        new Random(30).Shuffle(order);
        foreach (int index in order)
        {
            gates[index].Open();
        }

        Assert.Equal(Enumerable.Range(0, 100), await Ray.WhenAll(calls).Within());
    }

    // Row 31
    [Fact]
    public async Task Slow_argument_of_one_caller_does_not_hold_up_another_caller()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> slow = Callers.AddRemote(counter, [Work.BlockRemote(100, gate)]);
        await gate.Arrived();

        Assert.Equal(1, await Callers.AddRemote(counter, [Ray.Put(1)]).Within());

        gate.Open();
        Assert.Equal(101, await slow.Within());
    }

    [Fact]
    public async Task Call_without_refs_waits_behind_an_earlier_one_of_the_same_caller()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Journal> journal = Journal.CreateRemote();
        ObjectRef<int>[] calls =
        [
            journal.Next(Work.BlockRemote(0, gate)),
            journal.Next(1),
            journal.Next(Work.EchoRemote(2)),
            journal.Next(3),
        ];
        await gate.Arrived();
        PendingExplanation second = await Ray.ExplainAsync(calls[1]).Within();
        Assert.Equal(PendingReason.WaitingForActor, second.Reason);
        gate.Open();

        Assert.Equal(new[] { 0, 1, 2, 3 }, await Ray.WhenAll(calls).Within());
    }

    [Fact]
    public async Task Failed_argument_fails_its_call_and_lets_the_next_one_run()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Journal> journal = Journal.CreateRemote();
        ObjectRef<int> failing = journal.Next(LateFailure.AfterRemote(Work.BlockRemote(0, gate)));
        ObjectRef<int> next = journal.Next(0);
        gate.Open();

        await failing.FailsWith<ShopException>();
        Assert.Equal(0, await next.Within());
    }

    [Fact]
    public async Task Slow_argument_does_not_hold_up_another_concurrency_group()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Grouped> grouped = Grouped.CreateRemote();
        ObjectRef<int> slow = grouped.Echo(Work.BlockRemote(1, gate));

        Assert.Equal("healthy", await grouped.Health().Within());

        gate.Open();
        Assert.Equal(1, await slow.Within());
    }

    [Fact]
    public async Task Async_method_runs_to_its_end_before_the_next_call_starts()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Journal> journal = Journal.CreateRemote();

        // Row 35
        await Ray.WhenAll(Enumerable.Range(0, 10).Select(_ => journal.Yield())).Within();

        Assert.Equal(Enumerable.Repeat<string[]>(["START", "END"], 10).SelectMany(pair => pair), await journal.History().Within());
    }

    [Fact]
    public async Task Many_callers_keep_their_own_order()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Journal> journal = Journal.CreateRemote();

        bool[] ordered = await Ray.WhenAll(Enumerable.Range(0, 20).Select(caller => Callers.RecordRemote(journal, caller, 50))).Within();

        Assert.All(ordered, Assert.True);
        List<string> history = await journal.History().Within();
        foreach (IGrouping<string, int> caller in history.GroupBy(entry => entry.Split(':')[0], entry => int.Parse(entry.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)))
        {
            Assert.Equal(Enumerable.Range(0, 50), caller);
        }
    }
}
