namespace RayNet.Runtime.Tests.Cancellation;

public sealed class ActorCancellationTests
{
    [Fact]
    public async Task Queued_call_is_dropped_and_the_next_one_runs()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> running = counter.Block(gate);
        ObjectRef<int> dropped = counter.Increment();
        ObjectRef<int> last = counter.Increment();

        Assert.True(Ray.Cancel(dropped));
        await dropped.FailsWith<RemoteTaskCanceledException>();
        gate.Open();

        Assert.Equal(1, await running.Within());
        Assert.Equal(2, await last.Within());
    }

    [Fact]
    public async Task Running_call_sees_its_token_and_the_actor_lives_on()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> running = counter.BlockAsync(gate);
        await gate.Arrived();

        Assert.True(Ray.Cancel(running, force: true));

        await running.FailsWith<RemoteTaskCanceledException>();
        Assert.Equal(1, await counter.Increment().Within());
    }

    [Fact]
    public async Task Token_of_the_caller_cancels_the_call()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        using var source = new CancellationTokenSource();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> running = counter.BlockAsync(gate, cancellationToken: source.Token);
        await gate.Arrived();

        await source.CancelAsync();

        await running.FailsWith<RemoteTaskCanceledException>();
    }

    [Fact]
    public async Task Cancelled_call_that_waits_for_an_argument_does_not_hold_up_the_next_one()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> stalled = counter.Add(Work.BlockRemote(1, gate));
        ObjectRef<int> next = counter.Increment();

        Assert.True(Ray.Cancel(stalled));

        await stalled.FailsWith<RemoteTaskCanceledException>();
        Assert.Equal(1, await next.Within());
    }
}
