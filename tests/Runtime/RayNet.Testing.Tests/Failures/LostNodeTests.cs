namespace RayNet.Testing.Tests.Failures;

/// <summary>A driver lives on when the node beside it is gone, and is told what is missing.</summary>
public sealed class LostNodeTests
{
    [Fact]
    public async Task Whatever_a_driver_asks_its_node_for_fails_with_the_loss_of_the_node_and_not_with_that_of_a_link()
    {
        await using RayCluster cluster = await StartAsync();
        RayNode second = cluster.Nodes[1];
        await using IRayClient driver = await cluster.ConnectAsync(static options => options.LogToDriver = false, second);
        using IDisposable use = driver.Use();
        ObjectRef<byte[]> put = driver.Put(Work.Make(1 << 20, 1));
        Assert.Equal(1 << 20, await Work.SumRemote(put, On.Node("head")).Within());

        await cluster.KillNodeAsync(second);
        RayShutdownException error = await Assert.ThrowsAsync<RayShutdownException>(() => Task.Run(() => driver.Put(Work.Make(1 << 20, 1))).Within());
        Assert.Contains("Start the program again when the node is back", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RayShutdownException>(() => Task.Run(() => driver.CreateBuffer<int>(1 << 20)).Within());
        await Assert.ThrowsAsync<RayShutdownException>(async () => await Work.EchoRemote(1).Within());
    }

    [Fact]
    public async Task A_call_that_waits_for_the_place_of_an_actor_fails_with_the_loss_of_the_node_that_would_tell_it()
    {
        await using RayCluster cluster = await StartAsync();
        RayNode second = cluster.Nodes[1];
        await using IRayClient driver = await cluster.ConnectAsync(static options => options.LogToDriver = false, second);
        using IDisposable use = driver.Use();
        ActorHandle<Counter> nowhere = Counter.CreateRemote(On.Actor("third") with { Name = "nowhere", Lifetime = ActorLifetime.Detached });
        ObjectRef<int> waiting = nowhere.Increment();
        // The node answers in order: where the actor is was asked before.
        Assert.NotNull(Ray.GetActor<Counter>("nowhere"));

        await cluster.KillNodeAsync(second);
        await Assert.ThrowsAsync<RayShutdownException>(async () => await waiting.Within());
    }

    private static Task<RayCluster> StartAsync() =>
        RayCluster.StartAsync(new RayClusterOptions { Mode = NodeMode.Process, ToolPath = DriverProcess.Tool, Head = On.Has("head"), Nodes = [On.Has("second")] });
}
