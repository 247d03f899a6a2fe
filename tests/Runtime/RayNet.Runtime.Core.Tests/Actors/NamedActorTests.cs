using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Tests.Actors;

public sealed class NamedActorTests
{
    /// <summary>A start for options that the compiler would refuse.</summary>
    private static readonly ActorOptions None = new();

    private static readonly string Blank = new(' ', 1);

    private static readonly ActorOptions GetOrCreate = new() { Name = "shared", GetIfExists = true };

    [Fact]
    public async Task Named_actor_is_found_from_the_driver_and_from_tasks()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Counter> created = Counter.CreateRemote(1, new ActorOptions { Name = "main" });

        Assert.Equal(created, Ray.GetActor<Counter>("main"));
        Assert.Equal(created, Counter.GetRemote("main"));
        Assert.True(Ray.TryGetActor("main", out ActorHandle<Counter>? found));
        Assert.Equal(2, await found.Increment().Within());
        Assert.Equal(3, await Naming.IncrementByNameRemote("main").Within());
    }

    [Fact]
    public async Task Missing_actor_is_an_error_that_says_what_to_do()
    {
        await using TestCluster cluster = TestCluster.Start();

        ActorNotFoundException error = Assert.Throws<ActorNotFoundException>(() => Ray.GetActor<Counter>("ghost"));

        Assert.All((string[])["Counter", "'ghost'", "'default'", "GetIfExists"], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        Assert.False(Ray.TryGetActor<Counter>("ghost", out _));
        Assert.ThrowsAny<ArgumentException>(() => Ray.GetActor<Counter>(" "));
    }

    [Fact]
    public async Task Actor_of_another_class_is_not_found()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Counter> counter = Counter.CreateRemote(0, new ActorOptions { Name = "main" });

        Assert.Throws<ActorNotFoundException>(() => Ray.GetActor<Journal>("main"));
        ActorNameTakenException error = Assert.Throws<ActorNameTakenException>(() => Journal.CreateRemote(new ActorOptions { Name = "main", GetIfExists = true }));

        Assert.Contains("Counter", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await counter.Increment().Within());
    }

    [Fact]
    public async Task Taken_name_is_refused_and_free_again_after_the_end()
    {
        await using TestCluster cluster = TestCluster.Start();
        var options = new ActorOptions { Name = "main" };
        ActorHandle<Counter> first = Counter.CreateRemote(0, options);

        ActorNameTakenException error = Assert.Throws<ActorNameTakenException>(() => Counter.CreateRemote(0, options));
        Assert.All((string[])["'main'", "Counter", "GetIfExists"], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));

        Ray.Kill(first);
        ActorHandle<Counter> second = Counter.CreateRemote(10, options);
        Assert.Equal(11, await second.Increment().Within());
        await Ray.TerminateAsync(second).Within();
        Assert.Equal(21, await Counter.CreateRemote(20, options).Increment().Within());
    }

    [Fact]
    public async Task Namespaces_keep_names_apart()
    {
        await using TestCluster cluster = TestCluster.Start(configure: options => options.Namespace = "shop");
        ActorHandle<Counter> here = Counter.CreateRemote(0, new ActorOptions { Name = "main" });
        ActorHandle<Counter> there = Counter.CreateRemote(100, new ActorOptions { Name = "main", Namespace = "warehouse" });

        Assert.Equal("shop", cluster.Client.Namespace);
        Assert.Equal(here, Ray.GetActor<Counter>("main"));
        Assert.Equal(here, Ray.GetActor<Counter>("main", "shop"));
        Assert.Equal(there, Ray.GetActor<Counter>("main", "warehouse"));
        Assert.NotEqual(here, there);
        Assert.Equal("shop", await Probe.WorkerNamespaceRemote().Within());
    }

    // Row 45
    [Fact]
    public async Task Get_or_create_twice_returns_the_same_actor_in_each_namespace()
    {
        await using TestCluster cluster = TestCluster.Start();

        ActorHandle<Counter> first = Counter.CreateRemote(0, GetOrCreate);
        ActorHandle<Counter> second = Counter.CreateRemote(100, GetOrCreate);
        ActorHandle<Counter> other = Counter.CreateRemote(200, GetOrCreate with { Namespace = "other" });

        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, other);
        Assert.Equal(1, await first.Increment().Within());
        Assert.Equal(2, await second.Increment().Within());
        Assert.Equal(201, await other.Increment().Within());
    }

    // Row 45
    [Fact]
    public async Task Get_or_create_and_detached_need_a_name()
    {
        await using TestCluster cluster = TestCluster.Start();

        InvalidOptionException unnamed = Assert.Throws<InvalidOptionException>(() => Counter.CreateRemote(0, None with { GetIfExists = true }));
        InvalidOptionException detached = Assert.Throws<InvalidOptionException>(() => Counter.CreateRemote(0, None with { Lifetime = ActorLifetime.Detached }));
        InvalidOptionException empty = Assert.Throws<InvalidOptionException>(() => Counter.CreateRemote(0, None with { Name = Blank }));

        Assert.Contains("GetIfExists", unnamed.Message, StringComparison.Ordinal);
        Assert.Contains("detached", detached.Message, StringComparison.Ordinal);
        Assert.Contains("empty", empty.Message, StringComparison.Ordinal);
    }

    // Row 45
    [Fact]
    public async Task A_thousand_rapid_cycles_of_get_or_create_and_drop_never_fail()
    {
        await using TestCluster cluster = TestCluster.Start();
        for (int i = 0; i < 1000; i++)
        {
            Assert.InRange(await Counter.CreateRemote(0, GetOrCreate).Increment().Within(), 1, 1000);
            if (i % 50 == 0)
            {
                GC.Collect();
            }
        }
    }

    [Fact]
    public async Task Concurrent_get_or_create_makes_one_actor()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 8);

        int[] values = await Ray.WhenAll(Enumerable.Range(0, 50).Select(_ => Naming.GetOrCreateAndIncrementRemote("one"))).Within();

        Assert.Equal(Enumerable.Range(1, 50), values.Order());
    }

    [Fact]
    public async Task Detached_actor_outlives_its_handles_until_it_is_killed()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);
        Gate collected = cluster.Gate();
        await CreateDetachedAsync(lifecycle.Id);
        Sentinel(collected);
        await collected.Arrived().AfterCollection();

        ActorHandle<DisposableActor> found = Ray.GetActor<DisposableActor>("durable");
        Assert.Equal(1, await found.Ping().Within());
        Assert.Empty(lifecycle.Events);

        Ray.Kill(found);
        await found.Ping().FailsWith<ActorDiedException>();
        Assert.False(Ray.TryGetActor<DisposableActor>("durable", out _));
    }

    [Fact]
    public async Task Owner_scoped_actor_ends_with_its_last_handle_though_it_has_a_name()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);

        await CreateNamedAsync(lifecycle.Id);

        await lifecycle.Disposed.Arrived().AfterCollection();
        Assert.False(Ray.TryGetActor<DisposableActor>("scoped", out _));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task CreateDetachedAsync(int lifecycle) =>
        await DisposableActor.CreateRemote(lifecycle, new ActorOptions { Name = "durable", Lifetime = ActorLifetime.Detached }).Ping().Within();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task CreateNamedAsync(int lifecycle) =>
        await DisposableActor.CreateRemote(lifecycle, new ActorOptions { Name = "scoped" }).Ping().Within();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Sentinel(Gate gate) => _ = new Finalized(gate);

    private sealed class Finalized(Gate gate)
    {
        ~Finalized() => gate.Arrive();
    }
}
