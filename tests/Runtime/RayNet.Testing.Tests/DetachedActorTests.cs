namespace RayNet.Testing.Tests;

/// <summary>Actors that the head places, and that no driver's end ends.</summary>
public sealed class DetachedActorTests
{
    [Fact]
    public async Task It_outlives_its_driver_is_found_by_its_name_and_ends_when_it_is_killed()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("second")] });
        int process;
        await using (IRayClient maker = await cluster.ConnectAsync())
        {
            using IDisposable use = maker.Use();
            ActorHandle<Counter> made = Counter.CreateRemote(Detached("vault"));
            Assert.Equal(1, await made.Increment().Within());
            process = await made.ProcessId().Within();

            // The name is taken, and whoever asks for the one that exists gets it.
            Assert.Throws<ActorNameTakenException>(() => Counter.CreateRemote(Detached("vault")));
            Assert.Equal(2, await Counter.CreateRemote(Detached("vault") with { GetIfExists = true }).Increment().Within());
        }

        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Counter> found = Ray.GetActor<Counter>("vault");
        Assert.Equal(3, await found.Increment().Within());
        Assert.Equal(process, await found.ProcessId().Within());

        Ray.Kill(found);
        await found.Increment().FailsWith<ActorDiedException>();
        await Processes.WaitForEndAsync(process);
        Assert.False(driver.TryGetActor<Counter>("vault", out _));
        Assert.Equal(1, await Counter.CreateRemote(Detached("vault")).Increment().Within());
    }

    [Fact]
    public async Task It_is_built_again_when_its_process_or_its_node_dies_until_its_restarts_are_used_up()
    {
        NodeOptions Home(string name) => On.Has(name) with { Resources = new Dictionary<string, double> { ["home"] = 1, [name] = 1 } };
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [Home("second")] });
        await using (IRayClient maker = await cluster.ConnectAsync())
        {
            using IDisposable use = maker.Use();
            Assert.Equal(1, await Counter.CreateRemote(Detached("vault") with { MaxRestarts = 2, Resources = new Dictionary<string, double> { ["home"] = 1 } }).Increment().Within());
        }

        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Counter> found = Ray.GetActor<Counter>("vault");
        Assert.Equal(2, await found.Increment().Within());

        Processes.Kill(await found.ProcessId().Within());
        Assert.Equal(1, await AnswerAsync(found));

        await cluster.KillNodeAsync(cluster.Nodes[1]);
        RayNode third = await cluster.AddNodeAsync(Home("third"));
        Assert.Equal(1, await AnswerAsync(found));
        int process = await found.ProcessId().Within();

        Processes.Kill(process);
        await Processes.WaitForEndAsync(process);
        ActorDiedException death = await found.Increment().FailsWith<ActorDiedException>();
        Assert.Contains("as often as MaxRestarts allows", death.Message, StringComparison.Ordinal);
        GC.KeepAlive(third);
    }

    [Fact]
    public async Task It_goes_on_from_the_state_that_it_saved_when_it_wanted_to()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head") });
        await using IRayClient driver = await cluster.ConnectAsync(static options => options.LogToDriver = false);
        using IDisposable use = driver.Use();
        ActorHandle<Durable> durable = Durable.CreateRemote(Detached("vault") with { SnapshotEvery = 0, MaxRestarts = -1, MaxTaskRetries = -1 });
        Assert.Equal(1, await durable.Add().Within());
        Assert.Equal(2, await durable.AddAndSave().Within());
        Assert.Equal(3, await durable.Add().Within());

        int process = await durable.ProcessId().Within();
        Processes.Kill(process);
        await Processes.WaitForEndAsync(process);

        Assert.Equal(3, await durable.Add().Within());
    }

    [Fact]
    public async Task What_its_constructor_cannot_keep_is_said_at_once()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head") });
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable use = driver.Use();
        RaySerializationException refused = Assert.Throws<RaySerializationException>(() => Listing.CreateRemote([Ray.Put(1)], Detached("list")));
        Assert.Contains("Pass the value itself", refused.Message, StringComparison.Ordinal);
        Assert.False(driver.TryGetActor<Listing>("list", out _));

        // A value that is still being made is waited for.
        Assert.Equal(7, await Sized.CreateRemote(Work.LengthRemote("seven..", On.Node("head")), Detached("sized")).Size().Within());
    }

    [Fact]
    public async Task A_constructor_that_throws_ends_it_with_its_message()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head") });
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable use = driver.Use();
        ActorDiedException death = await Sized.CreateRemote(-1, Detached("sized")).Size().FailsWith<ActorDiedException>();
        Assert.Contains("a size is not negative", death.Message, StringComparison.Ordinal);
        Assert.False(driver.TryGetActor<Sized>("sized", out _));
    }

    private static ActorOptions Detached(string name) => new() { Name = name, Lifetime = ActorLifetime.Detached };

    /// <summary>The answer of the next life: calls meanwhile wait for it, or say that the one before was lost under them.</summary>
    private static async Task<int> AnswerAsync(ActorHandle<Counter> counter)
    {
        while (true)
        {
            try
            {
                return await counter.Increment().Within();
            }
            catch (ActorUnavailableException)
            {
                // It was on its way to the life that has ended.
            }
        }
    }
}
