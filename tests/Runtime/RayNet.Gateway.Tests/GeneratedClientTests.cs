using Grpc.Core;
using RayNet.Gateways.Tests.Harness;
using RayNet.Gateways.Tests.Remote;

namespace RayNet.Gateways.Tests;

/// <summary>The client that the generator makes, over a real port.</summary>
public sealed class GeneratedClientTests
{
    [Fact]
    public async Task A_task_is_called()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        var client = new ArithmeticClient(host.Connection);

        Assert.Equal(42, await client.Ping(41).Within());
        Assert.Equal("noarg", await client.NoArg().Within());
        Assert.Equal("bob:7", await client.Greet("bob", 7).Within());
        Assert.Equal(43, await client.Optional(1).Within());
        Assert.Null(await client.Null().Within());
        await client.Nothing(1).Within();
        var order = new Order("pen", 3, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        Assert.Equal(order with { Quantity = 6 }, await client.Doubled(order).Within());
    }

    [Fact]
    public async Task An_actor_is_called_by_its_name()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using IDisposable scope = host.Ray.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(10, new ActorOptions { Name = "main" });
        var client = new CounterClient(host.Connection, "main");

        Assert.Equal(11, await client.Increment().Within());
        Assert.Equal(16, await client.Increment(5).Within());
        Assert.Equal(16, await counter.Value());
        await client.Reset().Within();
        Assert.Equal(0, await counter.Value());
    }

    [Fact]
    public async Task An_actor_that_is_not_there_is_not_found()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        ActorNotFoundException error = await Assert.ThrowsAsync<ActorNotFoundException>(() => new CounterClient(host.Connection, "nobody").Value().Within());

        Assert.Contains("nobody", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_actor_is_made_by_the_first_call_when_its_class_says_so()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        var lobby = new ChatClient(host.Connection, "lobby");

        int[] lines = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => lobby.Say($"line {i}"))).Within();

        Assert.Equal(Enumerable.Range(1, 20), lines.Order());
        Assert.Equal(1, await new ChatClient(host.Connection, "garden").Say("alone").Within());
        Assert.Equal(2, await lobby.Size().Within());
        Assert.True(await lobby.HasContext().Within());
        using IDisposable scope = host.Ray.Use();
        Assert.Equal(21, await Room.GetRemote("lobby").Say("from inside"));
    }

    [Fact]
    public async Task A_dead_actor_is_made_anew()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        var lobby = new ChatClient(host.Connection, "lobby");
        await lobby.Say("first").Within();
        using (host.Ray.Use())
        {
            Ray.Kill(Room.GetRemote("lobby"));
        }

        await Assert.ThrowsAsync<ActorDiedException>(() => lobby.Say("lost").Within());

        Assert.Equal(1, await lobby.Say("again").Within());
    }

    [Fact]
    public async Task Actors_that_calls_create_are_limited()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(static options => options.MaxCreatedActors = 1);
        await new ChatClient(host.Connection, "one").Say("hello").Within();

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => new ChatClient(host.Connection, "two").Say("hello").Within());

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal(2, await new ChatClient(host.Connection, "one").Say("still").Within());
    }

    [Fact]
    public async Task A_stream_of_a_task_is_read()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        int[] items = await CollectAsync(new ArithmeticClient(host.Connection).Count(1, 100)).Within();

        Assert.Equal(Enumerable.Range(1, 100), items);
    }

    [Fact]
    public async Task A_stream_of_an_actor_is_read()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using IDisposable scope = host.Ray.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(10, new ActorOptions { Name = "main" });

        int[] items = await CollectAsync(new CounterClient(host.Connection, "main").Ticks(3)).Within();

        Assert.Equal([11, 12, 13], items);
        Assert.Equal(13, await counter.Value());
    }

    [Fact]
    public async Task A_stream_that_fails_gives_its_items_first()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        var items = new List<int>();

        RpcException error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (int item in new ArithmeticClient(host.Connection).FailAfter(3))
            {
                items.Add(item);
            }
        });

        Assert.Equal([0, 1, 2], items);
        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_reader_slows_the_producer_and_leaving_ends_it()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        Arithmetic.Reset();
        await using (IAsyncEnumerator<byte[]> reader = new ArithmeticClient(host.Connection).Endless().GetAsyncEnumerator())
        {
            Assert.True(await reader.MoveNextAsync().AsTask().Within());

            // Other calls go on while nobody reads, and give a producer without brakes the time to run away.
            for (int i = 0; i < 300; i++)
            {
                await new ArithmeticClient(host.Connection).Ping(i).Within();
            }

            Assert.InRange(Volatile.Read(ref Arithmetic.Produced), 1, 200);
            Assert.False(Arithmetic.StreamEnded.Task.IsCompleted);
        }

        await Arithmetic.StreamEnded.Task.Within();
    }

    [Fact]
    public async Task A_call_that_its_caller_cancels_is_cancelled_on_the_cluster()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        Arithmetic.Reset();
        using var source = new CancellationTokenSource();
        var client = new ArithmeticClient(host.Connection);
        Task call = client.Wait(source.Token);
        await Arithmetic.CallStarted.Task.Within();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await Arithmetic.CallCanceled.Task.Within();
    }

    private static async Task<T[]> CollectAsync<T>(IAsyncEnumerable<T> stream)
    {
        var items = new List<T>();
        await foreach (T item in stream)
        {
            items.Add(item);
        }

        return [.. items];
    }
}
