namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Actors in worker processes.</summary>
public sealed class ActorTests(LocalWorkers workers) : IClassFixture<LocalWorkers>
{
    [Fact]
    public async Task Actor_keeps_its_state_between_calls_in_another_process()
    {
        using IDisposable use = workers.Client.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(10);
        ObjectRef<int>[] calls = [.. Enumerable.Range(0, 100).Select(_ => counter.Increment())];
        Assert.Equal(Enumerable.Range(11, 100), await Ray.GetAsync(calls).WaitAsync(LocalWorkers.Limit));
        Assert.NotEqual(Environment.ProcessId, await counter.ProcessId().AsTask().WaitAsync(LocalWorkers.Limit));
    }

    [Fact]
    public async Task Task_calls_an_actor_by_the_handle_that_it_was_given()
    {
        using IDisposable use = workers.Client.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        Assert.Equal(2, await Work.IncrementTwiceRemote(counter).AsTask().WaitAsync(LocalWorkers.Limit));
        Assert.Equal(3, await counter.Increment().AsTask().WaitAsync(LocalWorkers.Limit));
    }

    [Fact]
    public async Task Actor_is_found_by_its_name()
    {
        using IDisposable use = workers.Client.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(5, new ActorOptions { Name = "five" });
        Assert.Equal(6, await Ray.GetActor<Counter>("five").Increment().AsTask().WaitAsync(LocalWorkers.Limit));
        Assert.Throws<ActorNameTakenException>(() => Counter.CreateRemote(5, new ActorOptions { Name = "five" }));
        GC.KeepAlive(counter);
    }

    [Fact]
    public async Task Killed_actor_refuses_calls()
    {
        using IDisposable use = workers.Client.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        await counter.Increment().AsTask().WaitAsync(LocalWorkers.Limit);
        Ray.Kill(counter);
        await Assert.ThrowsAsync<ActorDiedException>(() => counter.Increment().AsTask().WaitAsync(LocalWorkers.Limit));
    }
}
