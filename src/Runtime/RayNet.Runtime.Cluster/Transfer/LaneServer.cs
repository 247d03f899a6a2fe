using System.Buffers.Binary;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Transfer;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>
/// The sending end of a connection for objects: bytes go out of the store as they lie, also those of an object that is still arriving here. What is
/// on its way is one piece for each connection.
/// </summary>
internal sealed class LaneServer(NodeObjectStore store, ulong process, Func<ObjectId, Transfer?> find, Action<long> sent) : IDisposable
{
    /// <summary>A reader whose source gets nothing for so long is better off with another one.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(10);

    private readonly byte[] _request = new byte[LaneProtocol.RequestBytes];
    private readonly byte[] _answer = new byte[LaneProtocol.AnswerBytes];
    private PinnedObject? _pinned;

    /// <summary>Serves until the reader closes.</summary>
    internal async Task RunAsync(IByteChannel channel, CancellationToken cancellationToken)
    {
        while (await channel.FillAsync(_request, cancellationToken).ConfigureAwait(false))
        {
            (ObjectId id, long position, int count) = LaneProtocol.ReadRequest(_request);
            if (_pinned is not null && (_pinned.Id != id || count == 0))
            {
                _pinned.Dispose();
                _pinned = null;
            }

            if (count > 0)
            {
                await AnswerAsync(channel, id, position, count, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _pinned?.Dispose();

    private async Task AnswerAsync(IByteChannel channel, ObjectId id, long position, int count, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Stall);
        try
        {
            if (_pinned is null && find(id) is { } transfer && await ArrivedAsync(transfer, position, count, limit.Token).ConfigureAwait(false) is { } arrived)
            {
                try
                {
                    await SendAsync(channel, arrived.Bytes, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    arrived.Object.EndRead();
                }

                return;
            }

            _pinned ??= await store.OpenAsync(id, process, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RayException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // It cannot be read here now; the reader finds another source.
        }

        if (_pinned is null || position < 0 || position > _pinned.Size - count)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_answer, -1);
            await channel.SendAsync(_answer, cancellationToken).ConfigureAwait(false);
            return;
        }

        await SendAsync(channel, _pinned.Read(position, count), cancellationToken).ConfigureAwait(false);
    }

    private async Task SendAsync(IByteChannel channel, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_answer, bytes.Length);
        await channel.SendAsync(_answer, cancellationToken).ConfigureAwait(false);
        await channel.SendAsync(bytes, cancellationToken).ConfigureAwait(false);
        sent(bytes.Length);
    }

    /// <summary>A piece of an object that is arriving, once it is here; <see langword="null"/> where it is complete, or does not come.</summary>
    private static async Task<(IncomingObject Object, ReadOnlyMemory<byte> Bytes)?> ArrivedAsync(Transfer transfer, long position, int count, CancellationToken cancellationToken)
    {
        if (await transfer.Incoming.WaitAsync(cancellationToken).ConfigureAwait(false) is not { } incoming || position < 0 || position > incoming.Size - count)
        {
            return null;
        }

        return await incoming.ReadAsync(position, count, cancellationToken).ConfigureAwait(false) is { } bytes ? (incoming, bytes) : null;
    }
}
