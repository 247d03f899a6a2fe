using MagicOnion;
using MagicOnion.Client;
using MagicOnion.Server;
using RayNet.Gateways.Tests.Harness;
using RayNet.Gateways.Tests.Remote;

namespace RayNet.Gateways.Tests;

/// <summary>The genuine MagicOnion code that is generated beside stand-ins of MagicOnion's types: it runs on the cluster, and sends what gateways take.</summary>
public sealed class MagicOnionTests
{
    [Fact]
    public async Task A_service_runs_its_calls_on_the_cluster()
    {
        await using IRayClient ray = await Ray.InitAsync();
        var service = new EchoMagicOnionService { Context = new ServiceContext(new TestCallContext()) };

        Assert.Equal("bob:7", await service.Greet("bob", 7));
        Assert.Equal(43, await service.Opt(1));
        Assert.Null(await service.NullStr());
        await service.Void(1);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await service.Throw(1));
    }

    [Fact]
    public async Task A_service_cancels_its_call_with_that_of_the_client()
    {
        await using IRayClient ray = await Ray.InitAsync();
        Arithmetic.Reset();
        using var source = new CancellationTokenSource();
        var service = new ArithmeticMagicOnionService { Context = new ServiceContext(new TestCallContext(source.Token)) };
        UnaryResult call = service.Wait();
        await Arithmetic.CallStarted.Task.Within();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call);
        await Arithmetic.CallCanceled.Task.Within();
    }

    [Fact]
    public async Task A_service_finds_and_creates_actors()
    {
        await using IRayClient ray = await Ray.InitAsync();
        ActorHandle<Counter> counter = Counter.CreateRemote(10, new ActorOptions { Name = "main" });
        var counters = new CounterMagicOnionService { Context = new ServiceContext(new TestCallContext()) };
        var rooms = new ChatMagicOnionService { Context = new ServiceContext(new TestCallContext()) };

        Assert.Equal(15, await counters.Increment("main", 5));
        await Assert.ThrowsAsync<ActorNotFoundException>(async () => await counters.Value("nobody"));
        Assert.Equal(1, await rooms.Say("lobby", "hello"));
        Assert.Equal(2, await rooms.Say("lobby", "again"));
        Assert.Equal(15, await counter.Value());
    }

    [Fact]
    public async Task A_hub_pushes_a_stream_to_its_client()
    {
        await using IRayClient ray = await Ray.InitAsync();
        ActorHandle<Counter> counter = Counter.CreateRemote(10, new ActorOptions { Name = "main" });
        var receiver = new CounterReceiver();
        var hub = new CounterMagicOnionHub { Client = receiver, Context = new ServiceContext(new TestCallContext()) };

        await hub.Ticks(7, "main", 2);

        Assert.Equal("7: 11", await receiver.NextAsync());
        Assert.Equal("7: 12", await receiver.NextAsync());
        Assert.Equal("7 ended 0 ", await receiver.NextAsync());
        Assert.Equal(12, await hub.Value("main"));
        Assert.Equal(12, await counter.Value());
        await hub.Disconnect();
    }

    [Fact]
    public async Task A_hub_ends_its_streams_with_the_connection()
    {
        await using IRayClient ray = await Ray.InitAsync();
        Arithmetic.Reset();
        var hub = new ArithmeticMagicOnionHub { Client = new SilentReceiver(), Context = new ServiceContext(new TestCallContext()) };
        await hub.Endless(1);

        await hub.Disconnect();

        await Arithmetic.StreamEnded.Task.Within();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await hub.Endless(2));
    }

    [Fact]
    public async Task A_client_sends_what_gateways_take()
    {
        var sent = new List<(string Path, object? Request)>();
        var options = new MagicOnionClientOptions((path, request) =>
        {
            sent.Add((path, request));
            return Task.FromResult<object?>(path.EndsWith("Greet", StringComparison.Ordinal) ? "hello" : path.EndsWith("Void", StringComparison.Ordinal) ? MessagePack.Nil.Default : 5);
        });
        Assert.True(MagicOnionClientFactoryProvider.Default.TryGetFactory(out MagicOnionClientFactoryDelegate<IEchoService>? echoes));
        Assert.True(MagicOnionClientFactoryProvider.Default.TryGetFactory(out MagicOnionClientFactoryDelegate<ICounterService>? counters));
        IEchoService echo = echoes(options, null!);
        ICounterService counter = counters(options, null!).WithCancellationToken(CancellationToken.None);

        Assert.Equal("hello", await echo.Greet("bob", 7));
        Assert.Equal(5, await echo.Ping(4));
        await echo.Void(1);
        Assert.Equal(5, await counter.Increment("main", 3));
        Assert.Equal(5, await counter.Value("main"));

        Assert.Equal(
            [
                ("IEchoService/Greet", new DynamicArgumentTuple<string, int>("bob", 7)),
                ("IEchoService/Ping", 4),
                ("IEchoService/Void", 1),
                ("ICounterService/Increment", new DynamicArgumentTuple<string, int>("main", 3)),
                ("ICounterService/Value", "main"),
            ],
            sent);
    }

    [Fact]
    public async Task A_client_of_a_hub_sends_and_receives_what_gateways_take_and_send()
    {
        Assert.True(StreamingHubClientFactoryProvider.Default.TryGetFactory(out StreamingHubClientFactoryDelegate<ICounterHub, ICounterHubReceiver>? factory));
        var receiver = new CounterReceiver();
        ICounterHub hub = factory(receiver, null!, new StreamingHubClientOptions());
        var client = (StreamingHubClientBase<ICounterHub, ICounterHubReceiver>)hub;

        client.Received = 5;
        Assert.Equal(5, await hub.Increment("main", 3));
        await hub.Ticks(7, "main", 2);
        await hub.FireAndForget().StopStream(7);
        client.Received = new DynamicArgumentTuple<int, int>(7, 11);
        client.Broadcast(Pack.Id("OnTicks"));
        client.Received = new DynamicArgumentTuple<int, int, string>(7, 0, string.Empty);
        client.Broadcast(Pack.Id("OnStreamEnded"));
        var response = new TaskCompletionSource<int>();
        client.Received = 8;
        client.Respond(Pack.Id("Increment"), response);

        Assert.Equal("ICounterHub", client.ServiceName);
        Assert.Equal(
            [
                (true, Pack.Id("Increment"), new DynamicArgumentTuple<string, int>("main", 3)),
                (true, Pack.Id("Ticks"), new DynamicArgumentTuple<int, string, int>(7, "main", 2)),
                (false, Pack.Id("StopStream"), 7),
            ],
            client.Sent);
        Assert.Equal("7: 11", await receiver.NextAsync());
        Assert.Equal("7 ended 0 ", await receiver.NextAsync());
        Assert.Equal(8, await response.Task.Within());
    }

    private sealed class SilentReceiver : IArithmeticHubReceiver
    {
        public void OnCount(int stream, int item)
        {
        }

        public void OnEndless(int stream, byte[] item)
        {
        }

        public void OnFailAfter(int stream, int item)
        {
        }

        public void OnStreamEnded(int stream, int status, string detail)
        {
        }
    }
}
