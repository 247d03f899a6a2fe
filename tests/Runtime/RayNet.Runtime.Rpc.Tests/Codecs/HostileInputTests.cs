using System.Buffers;
using CsCheck;
using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Echo;
using RayNet.Runtime.Rpc.Tests.Support;

namespace RayNet.Runtime.Rpc.Tests.Codecs;

/// <summary>Bytes that nobody of good will sends. A sample that fails is printed with its seed.</summary>
public sealed class HostileInputTests
{
    /// <summary>Headers of arrays, maps, bytes, texts and extensions that announce as much as can be.</summary>
    private static readonly byte[][] Announcements =
    [
        [0xDD, 0xFF, 0xFF, 0xFF, 0xFF], [0xDF, 0x7F, 0xFF, 0xFF, 0xFF], [0xC6, 0xFF, 0xFF, 0xFF, 0xFF], [0xDB, 0x7F, 0xFF, 0xFF, 0xFF], [0xC9, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    ];

    private static readonly Gen<byte[]> Noise = Gen.Byte.Array[0, 64];

    /// <summary>Bytes that look like MessagePack more often than noise does: headers with counts, and what they announce.</summary>
    private static readonly Gen<byte[]> NearMiss = Gen.OneOf(
        Gen.Int[0x90, 0x9F].Select(static header => new[] { (byte)header }),
        Gen.Int[0x80, 0x8F].Select(static header => new[] { (byte)header }),
        Gen.Int[0xA0, 0xBF].Select(static header => new[] { (byte)header }),
        Gen.Int[0xC0, 0xDF].Select(static header => new[] { (byte)header }),
        Gen.Int[0, Announcements.Length - 1].Select(static index => Announcements[index]),
        Gen.Byte.Array[0, 9]).Array[1, 12].Select(static parts => parts.SelectMany(static part => part).ToArray());

    [Fact]
    public void No_bytes_crash_a_handler()
    {
        RpcDispatcher dispatcher = new RpcDispatcher().Add((IEchoService)new EchoService()).Add((ICodecService)new CodecService());
        RpcHandler[] handlers = [.. dispatcher.Handlers];
        Gen.Select(Gen.Int[0, handlers.Length - 1], Gen.OneOf(Noise, NearMiss)).Sample(
            (index, bytes) =>
            {
                var response = new ArrayBufferWriter<byte>();
                try
                {
                    ValueTask call = handlers[index].InvokeAsync(new ReadOnlySequence<byte>(bytes), response, CancellationToken.None);
                    Assert.True(call.IsCompleted);
                    call.GetAwaiter().GetResult();
                }
                catch (Exception exception) when (exception is RpcRequestException or Grpc.Core.RpcException or InvalidOperationException)
                {
                    Assert.Equal(0, response.WrittenCount);
                }
            },
            iter: 20_000,
            threads: 1);
    }

    [Fact]
    public async Task Deep_nesting_is_skipped_or_refused()
    {
        RpcDispatcher dispatcher = new RpcDispatcher().Add(new CodecService());
        Assert.True(dispatcher.TryFind("Codecs", "Grown", out RpcHandler? handler));
        byte[] deep = new byte[4 << 20];
        Array.Fill(deep, (byte)0x91);
        (deep[0], deep[1], deep[2], deep[3], deep[4], deep[^1]) = (0x94, 1, 0xA1, (byte)'n', 2, 0xC0);
        await handler.InvokeAsync(new ReadOnlySequence<byte>(deep), new ArrayBufferWriter<byte>(), CancellationToken.None);
        Array.Fill(deep, (byte)0x91);
        await Assert.ThrowsAsync<RpcRequestException>(() => handler.InvokeAsync(new ReadOnlySequence<byte>(deep), new ArrayBufferWriter<byte>(), CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task No_bytes_of_a_server_harm_its_client() =>
        await Gen.OneOf(Noise, NearMiss).Array[1, 5].SampleAsync(
            static async messages =>
            {
                (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
                await using EchoHubClient hub = await EchoHubClient.ConnectAsync(new FixedConnector(client), new EchoReceiver());
                Task<int> ping = hub.Ping(1).AsTask();
                foreach (byte[] message in messages)
                {
                    await server.WriteAsync(message, CancellationToken.None);
                }

                await server.DisposeAsync();
                HubDisconnection end = await hub.Connection.Disconnected.WaitAsync(Limits.Wait);
                Assert.True(end.Reason == HubDisconnectReason.Ended || end.Error is HubProtocolException, end.ToString());
                await Assert.ThrowsAnyAsync<Exception>(() => ping.WaitAsync(Limits.Wait));
            },
            iter: 2_000,
            threads: 1);

    [Fact]
    public async Task No_bytes_harm_a_hub_but_their_own_connection() =>
        await Gen.OneOf(Noise, NearMiss).Array[1, 5].SampleAsync(
            static async messages =>
            {
                HubGroup<IEchoReceiver> group = HubGroup<IEchoReceiver>.Of(EchoHubMethods.Contract);
                var hub = new HubEndpoint<IEchoHub, IEchoReceiver>(EchoHubMethods.Contract, caller => new EchoHub(caller, group));
                (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
                Task serving = hub.RunAsync(server, CancellationToken.None);
                foreach (byte[] message in messages)
                {
                    await client.WriteAsync(message, CancellationToken.None);
                }

                await client.CompleteAsync();
                try
                {
                    await serving.WaitAsync(Limits.Wait);
                }
                catch (HubProtocolException)
                {
                    // What it was.
                }

                Assert.Equal(0, group.Count);
            },
            iter: 2_000,
            threads: 1);
}
