using CsCheck;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Echo;
using RayNet.Runtime.Rpc.Tests.Support;

namespace RayNet.Runtime.Server.Tests.Rpc;

/// <summary>Hub connections over HTTP/2.</summary>
public sealed class HubConnectionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1795370930328));
    private RpcTestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RpcTestServer.StartAsync(
        hubs: new HubOptions { TimeProvider = _time, HeartbeatInterval = TimeSpan.FromMilliseconds(300), HeartbeatTimeout = TimeSpan.FromSeconds(60), QuestionTimeout = TimeSpan.FromMinutes(10) });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_server_answers_as_recorded()
    {
        using AsyncDuplexStreamingCall<byte[], byte[]> call = Connect("IEchoHub");
        Assert.Equal("2", (await call.ResponseHeadersAsync.WaitAsync(Limits.Wait)).GetValue("x-magiconion-streaminghub-version"));
        string question = string.Empty;
        foreach (string line in EchoVectors.Hub)
        {
            if (line[0] == '>')
            {
                await call.RequestStream.WriteAsync(Convert.FromHexString(line[2..].Replace("{question}", question, StringComparison.Ordinal)));
                continue;
            }

            string message = await NextAsync(call);
            int placeholder = line.IndexOf("{question}", StringComparison.Ordinal) - 2;
            question = placeholder > 0 ? message.Substring(placeholder, 72) : question;
            Assert.Equal(line[2..].Replace("{question}", question, StringComparison.Ordinal), message);
        }

        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal("957F00CF000001A2047251C4C0C0", await NextAsync(call));
        await call.RequestStream.WriteAsync(Convert.FromHexString("947F00CF000001A2047251C4C0"));
        await call.RequestStream.WriteAsync(Convert.FromHexString("9601"));
        var end = await Assert.ThrowsAsync<RpcException>(() => NextAsync(call));
        Assert.Equal((StatusCode.Unknown, "Exception was thrown by handler."), (end.StatusCode, end.Status.Detail));
    }

    [Fact]
    public async Task A_client_of_ours_and_the_server_understand_each_other()
    {
        var receiver = new EchoReceiver { OnAsk = static value => Task.FromResult(value + 1), OnAskFail = static () => throw new RpcException(new Status(StatusCode.Internal, "no")) };
        await using EchoHubClient hub = await ConnectAsync(receiver);
        Assert.Equal(42, await hub.Ping(41));
        Assert.Equal("bob:7", await hub.Greet("bob", 7));
        await hub.Nothing();
        Assert.Equal(StatusCode.Internal, (await Assert.ThrowsAsync<RpcException>(() => hub.Boom(1))).StatusCode);
        await hub.Post(5);
        Assert.Equal(5, await hub.Posted());
        await hub.Join("r");
        await hub.Say("hi");
        Assert.Equal(["srv: hi", "bare"], receiver.Received);
        Assert.Equal(20, await hub.AskMe(20));
        Assert.Equal("RpcException|Internal|", await hub.AskMeFail());
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_call_with_OK_and_the_server_knows()
    {
        EchoHubClient hub = await ConnectAsync(new EchoReceiver());
        HubCaller<IEchoReceiver> caller = await _server.Connected.Task.WaitAsync(Limits.Wait);
        Task disconnected = WhenDisconnected(caller);
        await hub.DisposeAsync();
        await disconnected.WaitAsync(Limits.Wait);
        Assert.Equal(new HubDisconnection(HubDisconnectReason.Left), await hub.Connection.Disconnected.WaitAsync(Limits.Wait));
    }

    [Fact]
    public async Task A_client_that_vanishes_is_noticed()
    {
        AsyncDuplexStreamingCall<byte[], byte[]> call = Connect("IEchoHub");
        Assert.Equal("93FF000C", await NextAsync(call));
        HubCaller<IEchoReceiver> caller = await _server.Connected.Task.WaitAsync(Limits.Wait);
        Task disconnected = WhenDisconnected(caller);
        call.Dispose();
        await disconnected.WaitAsync(Limits.Wait);
    }

    [Fact]
    public async Task A_server_that_stops_is_noticed()
    {
        await using EchoHubClient hub = await ConnectAsync(new EchoReceiver());
        await _server.StopAsync().WaitAsync(Limits.Wait);
        HubDisconnection end = await hub.Connection.Disconnected.WaitAsync(Limits.Wait);
        Assert.Equal(HubDisconnectReason.Failed, end.Reason);
        Assert.IsType<RpcException>(end.Error);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => hub.Ping(1).AsTask())).StatusCode);
    }

    [Fact]
    public async Task What_is_no_hub_is_said_at_once()
    {
        Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(() => ConnectAsync("INope"))).StatusCode);
        await using RpcTestServer closed = await RpcTestServer.StartAsync(token: "secret");
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await new GrpcHubConnector(closed.Channel.CreateCallInvoker()).ConnectAsync("IEchoHub", CancellationToken.None));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        HubChannel channel = await new GrpcHubConnector(closed.Channel.CreateCallInvoker(), static () => new Metadata { { "authorization", "Bearer secret" } }).ConnectAsync("IEchoHub", CancellationToken.None);
        await channel.DisposeAsync();
    }

    [Fact]
    public async Task Many_connections_share_one_channel()
    {
        EchoHubClient[] hubs = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ConnectAsync(new EchoReceiver()).AsTask())).WaitAsync(Limits.Wait);
        int[] answers = await Task.WhenAll(hubs.Select(static (hub, index) => hub.Ping(index).AsTask())).WaitAsync(Limits.Wait);
        Assert.Equal(Enumerable.Range(1, 50), answers);
        await Task.WhenAll(hubs.Select(static hub => hub.DisposeAsync().AsTask())).WaitAsync(Limits.Wait);
    }

    [Fact]
    public async Task Random_messages_leave_the_server_serving()
    {
        await using EchoHubClient bystander = await ConnectAsync(new EchoReceiver());
        await Gen.Byte.Array[0, 100].Array[1, 4].SampleAsync(
            async messages =>
            {
                using AsyncDuplexStreamingCall<byte[], byte[]> call = Connect("IEchoHub");
                try
                {
                    foreach (byte[] message in messages)
                    {
                        await call.RequestStream.WriteAsync(message).WaitAsync(Limits.Wait);
                    }

                    await call.RequestStream.CompleteAsync();
                    while (await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Limits.Wait))
                    {
                    }
                }
                catch (RpcException exception) when (exception.StatusCode is StatusCode.Unknown or StatusCode.Cancelled)
                {
                    // UNKNOWN is what the server says; a write that it did not wait for is cancelled.
                }
                catch (InvalidOperationException)
                {
                    // The call had ended before the write.
                }
            },
            iter: 200,
            threads: 2);
        Assert.Equal(42, await bystander.Ping(41));
    }

    private static Task WhenDisconnected(HubCaller<IEchoReceiver> caller)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        caller.Disconnected.Register(source.SetResult);
        return source.Task;
    }

    private static async Task<string> NextAsync(AsyncDuplexStreamingCall<byte[], byte[]> call) =>
        await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Limits.Wait) ? Convert.ToHexString(call.ResponseStream.Current) : "end";

    private ValueTask<EchoHubClient> ConnectAsync(IEchoReceiver receiver) => EchoHubClient.ConnectAsync(new GrpcHubConnector(_server.Channel.CreateCallInvoker()), receiver);

    private async Task ConnectAsync(string hub)
    {
        HubChannel channel = await new GrpcHubConnector(_server.Channel.CreateCallInvoker()).ConnectAsync(hub, CancellationToken.None);
        await channel.DisposeAsync();
    }

    private AsyncDuplexStreamingCall<byte[], byte[]> Connect(string hub) =>
        _server.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(GrpcBytes.Hub(hub), null, default);
}
