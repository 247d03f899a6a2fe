namespace RayNet.Runtime.Tests.Errors;

public sealed class ActorErrorTests
{
    // Row 19
    [Fact]
    public async Task Failed_constructor_fails_every_call_with_its_message()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<BrokenActor> broken = BrokenActor.CreateRemote("no disk");

        ActorDiedException first = await broken.Ping().FailsWith<ActorDiedException>();
        ActorDiedException later = await broken.Ping().FailsWith<ActorDiedException>();

        Assert.All((ActorDiedException[])[first, later], error =>
        {
            Assert.Contains("no disk", error.Message, StringComparison.Ordinal);
            Assert.Contains("constructor", error.Message, StringComparison.Ordinal);
            Assert.Contains("BrokenActor", error.Message, StringComparison.Ordinal);
            Assert.Equal("no disk", Assert.IsType<ShopException>(error.InnerException).Message);
            Assert.Equal(RayErrorCode.ActorDied, error.Code);
        });
    }

    [Fact]
    public async Task Failed_argument_of_the_constructor_fails_every_call()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Counter> counter = Counter.CreateRemote(start: Work.FailRemote("no start"));

        ActorDiedException error = await counter.Increment().FailsWith<ActorDiedException>();

        Assert.Equal("no start", Assert.IsType<ShopException>(error.InnerException).Message);
    }

    [Fact]
    public async Task Exception_of_a_method_leaves_the_actor_alive()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Counter> counter = Counter.CreateRemote(1);

        ShopException error = await counter.Fail("oops").FailsWith<ShopException>();

        Assert.Equal("Counter.Fail", error.GetRemoteContext()!.TaskName);
        Assert.Equal(2, await counter.Increment().Within());
    }

    // Row 21
    [Fact]
    public async Task Exit_in_a_method_fails_its_ref_and_a_task_that_takes_the_ref()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Exiting> actor = Exiting.CreateRemote();

        ObjectRef<int> exit = actor.Exit(gate);
        ObjectRef<int> follow = Work.FollowRemote(exit, gate.Id);
        ObjectRef<int> queued = actor.Ping();

        ActorDiedException error = await exit.FailsWith<ActorDiedException>();
        Assert.Contains("Exiting.Exit", error.Message, StringComparison.Ordinal);
        await follow.FailsWith<ActorDiedException>();
        await queued.FailsWith<ActorDiedException>();
        await actor.Ping().FailsWith<ActorDiedException>();
        Assert.Equal(1, gate.Arrivals);
    }

    // Row 22
    [Fact]
    public async Task Calls_before_and_after_a_kill_all_fail()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        List<ObjectRef<int>> calls = [.. Enumerable.Range(0, 10).Select(_ => counter.Block(gate))];
        await gate.Arrived();

        Ray.Kill(counter);
        calls.AddRange(Enumerable.Range(0, 10).Select(_ => counter.Increment()));

        foreach (ObjectRef<int> call in calls)
        {
            ActorDiedException error = await call.FailsWith<ActorDiedException>();
            Assert.Contains("killed", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, gate.Arrivals);
    }
}
