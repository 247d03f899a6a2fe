namespace RayNet.Runtime.Tests.Actors;

public sealed class HandleTests
{
    [Fact]
    public async Task Handle_can_be_passed_to_tasks_and_actors()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        ActorHandle<Counter> counter = Counter.CreateRemote(0);

        int[] last = await Ray.WhenAll(Enumerable.Range(0, 4).Select(_ => Callers.IncrementManyRemote(counter, 25))).Within();

        Assert.Equal(100, last.Max());
        Assert.Equal(100, await counter.Value().Within());
    }

    [Fact]
    public async Task Actor_hands_out_a_handle_to_itself()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Selfish> actor = Selfish.CreateRemote();

        ActorHandle<Selfish> self = await actor.Me().Within();

        Assert.Equal(actor, self);
        Assert.Equal(actor.ToString(), self.ToString());
        Assert.Contains("Selfish", actor.ToString(), StringComparison.Ordinal);
        Assert.Equal(7, await self.Seven().Within());
    }

    [Fact]
    public async Task Self_is_an_error_outside_of_an_actor_and_for_another_class()
    {
        await using TestCluster cluster = TestCluster.Start();

        InvalidOperationException inTask = await Selves.InTaskRemote().FailsWith<InvalidOperationException>();
        InvalidOperationException wrong = await Selfish.CreateRemote().Other().FailsWith<InvalidOperationException>();
        InvalidOperationException exit = await Selves.ExitInTaskRemote().FailsWith<InvalidOperationException>();

        Assert.Contains("no actor", inTask.Message, StringComparison.Ordinal);
        Assert.Contains("Selfish", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Counter", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("no actor", exit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Methods_of_base_classes_and_interfaces_are_callable()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Derived> derived = Derived.CreateRemote();

        Assert.Equal("derived", await derived.Name().Within());
        Assert.Equal(3, await derived.Inherited(1).Within());
        Assert.Equal("greetings", await derived.Greet().Within());
    }

    [Fact]
    public async Task Actor_that_returns_its_own_list_is_not_changed_by_callers()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Keeper> keeper = Keeper.CreateRemote();
        List<int> mine = [1, 2];
        await keeper.Keep(mine).Within();
        mine.Add(99);

        ObjectRef<List<int>> kept = keeper.Kept();
        (await kept.Within()).Add(100);
        (await kept.Within()).Add(101);
        await keeper.Append(3).Within();

        Assert.Equal(new[] { 1, 2 }, await kept.Within());
        Assert.Equal(new[] { 1, 2, 3 }, await keeper.Kept().Within());
    }

    // Row 12
    [Fact]
    public async Task Arrays_that_an_actor_keeps_stay_as_they_were()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Keeper> keeper = Keeper.CreateRemote();
        byte[] array = new byte[1000];

        for (int i = 0; i < 100; i++)
        {
            ObjectRef<int> sum = keeper.KeepArray(array);
            Array.Fill(array, (byte)1);
            Assert.Equal(0, await sum.Within());
            Array.Clear(array);
        }
    }

    [Fact]
    public async Task Actors_call_each_other_and_themselves_asynchronously()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        ActorHandle<Ring> first = Ring.CreateRemote();
        ActorHandle<Ring> second = Ring.CreateRemote();
        await first.Connect(second).Within();
        await second.Connect(first).Within();

        Assert.Equal(50, await first.Pass(50, 0).Within());
    }

    [Fact]
    public async Task Detached_and_killed_handles_compare_by_identity()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Counter> first = Counter.CreateRemote(0);
        ActorHandle<Counter> second = Counter.CreateRemote(0);

        Assert.NotEqual(first, second);
        Assert.Equal(2, new HashSet<ActorHandle> { first, second, first }.Count);
    }
}
