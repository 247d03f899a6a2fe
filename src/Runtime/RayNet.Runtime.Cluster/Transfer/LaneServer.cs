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
    internal async Task<bool> RunAsync(IByteChannel channel, CancellationToken cancellationToken)
    {
        while (await channel.FillAsync(_request, cancellationToken).ConfigureAwait(false))
        {
            (ObjectId id, long position, int count) = LaneProtocol.ReadRequest(_request);
            if (_pinned is not null && (_pinned.Id != id || count == 0))
            {
                _pinned.Dispose();
                _pinned = null;
            }

            if (count == 0)
            {
                continue;
            }

            ValueTask<Piece> finding = count == LaneProtocol.Locate ? LocateAsync(id, cancellationToken) : FindAsync(id, position, count, cancellationToken);

            // What blocks stays on its thread.
            Piece piece = channel.Blocks && !finding.IsCompleted ? finding.AsTask().GetAwaiter().GetResult() : await finding.ConfigureAwait(false);
            try
            {
                await SendAsync(channel, piece.Bytes, cancellationToken).ConfigureAwait(false);
                sent(piece.Sent);
            }
            finally
            {
                piece.Arriving?.EndRead();
            }
        }

        return true;
    }

    public void Dispose() => _pinned?.Dispose();

    private async ValueTask<Piece> FindAsync(ObjectId id, long position, int count, CancellationToken cancellationToken)
    {
        if (await PinAsync(id, (transfer, limit) => ArrivedAsync(transfer, position, count, limit), cancellationToken).ConfigureAwait(false) is { } arrived)
        {
            return arrived;
        }

        return _pinned is null || position < 0 || position > _pinned.Size - count ? default : new Piece(_pinned.Read(position, count), null, count);
    }

    /// <summary>Where the object lies, when all of it has arrived. Asked again after it was read: the second time it has been sent, so to say.</summary>
    private async ValueTask<Piece> LocateAsync(ObjectId id, CancellationToken cancellationToken)
    {
        bool isAgain = _pinned is not null;
        await PinAsync(id, WholeAsync, cancellationToken).ConfigureAwait(false);
        return _pinned is null ? default : new Piece(new ObjectPlace(store.Address, _pinned.Offset, _pinned.Size).ToBytes(), null, isAgain ? _pinned.Size : 0);
    }

    /// <summary>Pins the object, unless it is pinned or <paramref name="arriving"/> has an answer of what is on its way here; neither where it cannot be read here now, and the reader finds another source.</summary>
    private async ValueTask<Piece?> PinAsync(ObjectId id, Func<Transfer, CancellationToken, ValueTask<Piece?>> arriving, CancellationToken cancellationToken)
    {
        if (_pinned is not null)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Stall);
        try
        {
            if (find(id) is { } transfer && await arriving(transfer, limit.Token).ConfigureAwait(false) is { } arrived)
            {
                return arrived;
            }

            _pinned = await store.OpenAsync(id, process, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RayException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The answer says that it is not here.
        }

        return null;
    }

    private async Task SendAsync(IByteChannel channel, ReadOnlyMemory<byte>? found, CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_answer, found?.Length ?? -1);
        await channel.SendAsync(_answer, cancellationToken).ConfigureAwait(false);
        if (found is { } bytes)
        {
            await channel.SendAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until all of an object has arrived, or does not come.</summary>
    private static async ValueTask<Piece?> WholeAsync(Transfer transfer, CancellationToken cancellationToken)
    {
        if (await transfer.Incoming.WaitAsync(cancellationToken).ConfigureAwait(false) is { } incoming)
        {
            await incoming.Completion.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    /// <summary>A piece of an object that is arriving, once it is here; <see langword="null"/> where it is complete, or does not come.</summary>
    private static async ValueTask<Piece?> ArrivedAsync(Transfer transfer, long position, int count, CancellationToken cancellationToken)
    {
        if (await transfer.Incoming.WaitAsync(cancellationToken).ConfigureAwait(false) is not { } incoming || position < 0 || position > incoming.Size - count)
        {
            return null;
        }

        return await incoming.ReadAsync(position, count, cancellationToken).ConfigureAwait(false) is { } bytes ? new Piece(bytes, incoming, count) : null;
    }

    /// <summary>Bytes to send; none where the object is not here. What is still arriving is given back.</summary>
    /// <param name="Bytes">What the answer is.</param>
    /// <param name="Arriving">What the bytes are a part of, while it is arriving.</param>
    /// <param name="Sent">Bytes of the object that the reader gets by it.</param>
    private readonly record struct Piece(ReadOnlyMemory<byte>? Bytes, IncomingObject? Arriving, long Sent);
}
