using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Tests.Actors;

public sealed class DisposalTests
{
    [Fact]
    public async Task Kill_skips_the_disposal_though_calls_are_waiting()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);
        Gate gate = cluster.Gate();
        ActorHandle<DisposableActor> actor = DisposableActor.CreateRemote(lifecycle.Id);
        ObjectRef<int>[] calls = [actor.Block(gate), .. Enumerable.Range(0, 20).Select(_ => actor.Ping())];
        await gate.Arrived();

        Ray.Kill(actor);

        foreach (ObjectRef<int> call in calls)
        {
            await call.FailsWith<ActorDiedException>();
        }

        Assert.Empty(lifecycle.Events);
        gate.Open();
        await cluster.Client.ShutdownAsync().Within();
        Assert.Empty(lifecycle.Events);
    }

    [Fact]
    public async Task Kill_skips_an_asynchronous_disposal_and_is_the_end()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);
        ActorHandle<AsyncDisposableActor> actor = AsyncDisposableActor.CreateRemote(lifecycle.Id);
        Gate gate = cluster.Gate();
        ObjectRef<int>[] running = [actor.BlockAsync(gate), actor.BlockAsync(gate)];
        ObjectRef<int>[] waiting = [.. Enumerable.Range(0, 20).Select(_ => actor.Ping())];
        await gate.Arrived(2);

        Ray.Kill(actor);
        foreach (ObjectRef<int> call in running.Concat(waiting))
        {
            await call.FailsWith<ActorDiedException>();
        }

        gate.Open();
        await Ray.TerminateAsync(actor).Within();
        Assert.Empty(lifecycle.Events);
    }

    [Fact]
    public async Task Terminate_gives_up_a_disposal_beyond_its_limit()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);
        ActorHandle<AsyncDisposableActor> actor = AsyncDisposableActor.CreateRemote(lifecycle.Id, new ActorOptions { TerminationTimeout = TimeSpan.FromMilliseconds(50) });
        await actor.Ping().Within();

        await Ray.TerminateAsync(actor).Within();

        Assert.Equal(["disposing"], lifecycle.Events);
        Assert.Contains("TerminationTimeout of 0.05 s", Assert.Single(cluster.Log.Of(LogEvents.DisposalTimedOut)), StringComparison.Ordinal);
        ActorDiedException error = await actor.Ping().FailsWith<ActorDiedException>();
        Assert.Contains("given up", error.Message, StringComparison.Ordinal);
        lifecycle.Disposed.Open();
    }

    [Fact]
    public async Task Terminate_runs_what_was_submitted_before_then_disposes()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);
        Gate gate = cluster.Gate();
        ActorHandle<DisposableActor> actor = DisposableActor.CreateRemote(lifecycle.Id);
        ObjectRef<int>[] calls = [actor.Block(gate), actor.Ping()];

        Task terminated = Ray.TerminateAsync(actor);
        ObjectRef<int> late = actor.Ping();
        Assert.False(terminated.IsCompleted);
        gate.Open();

        Assert.Equal(new[] { 1, 1 }, await Ray.WhenAll(calls).Within());
        await terminated.Within();
        Assert.Equal(["disposed"], lifecycle.Events);
        ActorDiedException error = await late.FailsWith<ActorDiedException>();
        Assert.Contains("terminat", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_submitted_after_Terminate_is_refused_also_while_the_actor_is_being_made()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);
        Gate gate = cluster.Gate();
        ActorHandle<SlowLife> actor = SlowLife.CreateRemote(gate, lifecycle.Id);
        await gate.Arrived();

        Task terminated = Ray.TerminateAsync(actor);
        ObjectRef<int> late = actor.Ping();
        gate.Open();

        // While the instance is being disposed, and nothing can run on it any more.
        Assert.Contains("terminat", (await late.FailsWith<ActorDiedException>()).Message, StringComparison.Ordinal);
        lifecycle.Disposed.Open();
        await terminated.Within();
        Assert.Equal(["disposed"], lifecycle.Events);
    }

    [Fact]
    public async Task Terminate_waits_for_calls_whose_arguments_are_not_ready()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);
        Gate gate = cluster.Gate();
        ActorHandle<DisposableActor> actor = DisposableActor.CreateRemote(lifecycle.Id);
        ObjectRef<int> stalled = actor.Echo(Work.BlockRemote(7, gate));
        ObjectRef<int> behind = actor.Ping();

        Task terminated = Ray.TerminateAsync(actor);
        gate.Open();

        Assert.Equal(7, await stalled.Within());
        Assert.Equal(1, await behind.Within());
        await terminated.Within();
    }

    [Fact]
    public async Task Last_handle_dropped_disposes()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);

        await UseAndDropAsync(lifecycle.Id);

        await lifecycle.Disposed.Arrived().AfterCollection();
        Assert.Equal(["disposed"], lifecycle.Events);
    }

    [Fact]
    public async Task Actor_whose_handle_is_dropped_still_runs_a_call_that_waits_for_its_argument()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);
        Gate gate = cluster.Gate();
        Gate collected = cluster.Gate();
        ObjectRef<int> argument = Work.BlockRemote(7, gate);

        ObjectRef<int> result = EchoAndDrop(lifecycle.Id, argument);
        Sentinel(collected);
        await collected.Arrived().AfterCollection();
        gate.Open();

        Assert.Equal(7, await result.Within());
        await lifecycle.Disposed.Arrived().AfterCollection();
    }

    [Fact]
    public async Task Shutdown_disposes_what_lives()
    {
        TestCluster cluster = TestCluster.Start();
        Lifecycle[] lifecycles = [Lifecycle.Create(cluster), Lifecycle.Create(cluster)];
        ActorHandle<DisposableActor> first = DisposableActor.CreateRemote(lifecycles[0].Id);
        ActorHandle<AsyncDisposableActor> second = AsyncDisposableActor.CreateRemote(lifecycles[1].Id);
        await first.Ping().Within();
        await second.Ping().Within();

        await cluster.DisposeAsync();

        Assert.Equal(["disposed"], lifecycles[0].Events);
        Assert.Equal(["disposing", "disposed"], lifecycles[1].Events);
        GC.KeepAlive(first);
        GC.KeepAlive(second);
    }

    [Fact]
    public async Task Exception_of_a_disposal_is_logged_and_ends_the_actor()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<BadDisposal> actor = BadDisposal.CreateRemote();
        await actor.Ping().Within();

        await Ray.TerminateAsync(actor).Within();

        Assert.Contains("BadDisposal", Assert.Single(cluster.Log.Of(LogEvents.DisposeFailed)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Termination_of_an_actor_killed_in_its_constructor_completes_after_it()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);
        Gate gate = cluster.Gate();
        ActorHandle<SlowStart> actor = SlowStart.CreateRemote(gate, lifecycle.Id);
        ObjectRef<int> call = actor.Ping();
        await gate.Arrived();

        Ray.Kill(actor);
        await call.FailsWith<ActorDiedException>();
        Task terminated = Ray.TerminateAsync(actor);
        Assert.False(terminated.IsCompleted);
        gate.Open();

        await terminated.Within();
        Assert.Empty(lifecycle.Events);
    }

    [Fact]
    public async Task Terminate_before_the_constructor_ended_runs_the_calls_that_were_submitted()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);
        Gate gate = cluster.Gate();
        ActorHandle<SlowStart> actor = SlowStart.CreateRemote(gate, lifecycle.Id);
        ObjectRef<int> call = actor.Ping();

        Task terminated = Ray.TerminateAsync(actor);
        gate.Open();

        Assert.Equal(1, await call.Within());
        await terminated.Within();
        Assert.Equal(["disposed"], lifecycle.Events);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task UseAndDropAsync(int lifecycle)
    {
        ActorHandle<DisposableActor> actor = DisposableActor.CreateRemote(lifecycle);
        await actor.Ping().Within();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ObjectRef<int> EchoAndDrop(int lifecycle, ObjectRef<int> argument) =>
        DisposableActor.CreateRemote(lifecycle).Echo(argument);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Sentinel(Gate gate) => _ = new Finalized(gate);

    private sealed class Finalized(Gate gate)
    {
        ~Finalized() => gate.Arrive();
    }
}
