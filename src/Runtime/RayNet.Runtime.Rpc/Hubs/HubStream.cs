using System.Buffers;
using System.Runtime.CompilerServices;
using Grpc.Core;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>
/// The client's side of one stream on a connection of its own. It reads a message when its reader asks for an item, so a slow reader slows the
/// producer down, by the flow control of HTTP/2, and nothing piles up here.
/// </summary>
internal static class HubStream
{
    private const int MessageId = 1;

    internal static async IAsyncEnumerable<TItem> ReadAsync<TRequest, TItem>(HubConnector connector, RpcStream<TRequest, TItem> stream, TRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RpcCodec<StreamItem<TItem>> items = StreamCodecs.Item(stream.Item);
        HubChannel channel = await connector.ConnectAsync(stream.Hub, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable end = channel.ConfigureAwait(false);
        await channel.WriteAsync(HubFrame.Request(MessageId, stream.Id, stream.Request, request), cancellationToken).ConfigureAwait(false);
        while (true)
        {
            if (await channel.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } bytes)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, $"The connection to {stream.Hub} ended before the stream of {stream.Name} did."));
            }

            HubMessage message = HubReader.FromServer(bytes);
            switch (message.Kind)
            {
                case HubMessageKind.Call when message.MethodId == stream.ItemId:
                    yield return Decode(items, message.Body, stream.Name).Item;
                    break;
                case HubMessageKind.Call when message.MethodId == RpcStreams.EndedId:
                    StreamEnd ended = Decode(StreamCodecs.End, message.Body, stream.Name);
                    if (ended.Status != StatusCode.OK)
                    {
                        throw new RpcException(new Status(ended.Status, ended.Detail));
                    }

                    yield break;
                case HubMessageKind.Error:
                    throw message.Fault!.ToException();
                case HubMessageKind.Heartbeat:
                    await channel.WriteAsync(HubFrame.ServerHeartbeatAnswer(message), cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    private static T Decode<T>(RpcCodec<T> codec, ReadOnlySequence<byte> body, string name)
    {
        try
        {
            return codec.Decode(body);
        }
        catch (Exception exception)
        {
            throw new RaySerializationException($"An item of {name} cannot be read: {exception.Message}", exception);
        }
    }
}
