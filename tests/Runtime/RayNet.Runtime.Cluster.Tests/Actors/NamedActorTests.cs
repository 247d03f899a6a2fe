namespace RayNet.Runtime.Cluster.Tests.Actors;

public sealed class NamedActorTests(SharedCluster shared) : ClusterTests(shared)
{
    [Fact]
    public async Task Named_actor_is_found_by_driver_and_tasks()
    {
        using IDisposable use = Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(0, new ActorOptions { Name = "tally" });

        Assert.Equal(1, await Ray.GetActor<Counter>("tally").Increment().Within());
        Assert.Equal(2, await Callers.IncrementByNameRemote("tally").Within());
        Assert.Throws<ActorNotFoundException>(() => Ray.GetActor<Counter>("nobody"));
        Assert.Throws<ActorNameTakenException>(() => Counter.CreateRemote(0, new ActorOptions { Name = "tally" }));
        Ray.Kill(counter);
        await Soon.Until(() => !Ray.TryGetActor<Counter>("tally", out _));
    }

    // Row 45
    [Fact]
    public async Task Get_or_create_twice_gives_the_same_actor()
    {
        using IDisposable use = Use();
        var options = new ActorOptions { Name = "one", GetIfExists = true };
        ActorHandle<Counter> first = Counter.CreateRemote(0, options);
        ActorHandle<Counter> second = Counter.CreateRemote(0, options);
        ActorHandle<Counter> elsewhere = Counter.CreateRemote(0, options with { Namespace = "other" });

        Assert.Equal(1, await first.Increment().Within());
        Assert.Equal(2, await second.Increment().Within());
        Assert.Equal(1, await elsewhere.Increment().Within());
        Ray.Kill(first);
        Ray.Kill(elsewhere);
    }

    // Row 45
    [Fact]
    public async Task A_thousand_rapid_cycles_of_get_or_create_and_end_never_fail()
    {
        using IDisposable use = Use();
        for (int i = 0; i < 1000; i++)
        {
            ActorHandle<Counter> counter = Counter.CreateRemote(0, new ActorOptions { Name = "rapid", GetIfExists = true });
            Assert.Equal(1, await counter.Increment().Within());
            Ray.Kill(counter);
        }

        await Cluster.AllFree();
    }

    [Fact]
    public async Task Detached_actor_stays_without_handles_until_it_is_killed()
    {
        using IDisposable use = Use();
        await Callers.MakeDetachedRemote("monument").Within();
        using Probes probes = await Cluster.ProbeAsync();
        for (int i = 0; i < 3; i++)
        {
            await probes.CollectAsync();
        }

        ActorHandle<Counter> found = Ray.GetActor<Counter>("monument");
        Assert.Equal(42, await found.Increment().Within());
        Ray.Kill(found);
        await found.Increment().FailsWith<ActorDiedException>();
        await Soon.Until(() => !Ray.TryGetActor<Counter>("monument", out _));
    }

    [Fact]
    public async Task Name_is_free_again_after_the_last_handle_is_gone()
    {
        using IDisposable use = Use();
        await CallAsync();
        using Probes probes = await Cluster.ProbeAsync();

        await Soon.Until(async () =>
        {
            await probes.CollectAsync();
            return !IsThere();
        });

        static async Task CallAsync() => await Counter.CreateRemote(0, new ActorOptions { Name = "brief" }).Increment().Within();

        static bool IsThere() => Ray.TryGetActor<Counter>("brief", out _);
    }
}
