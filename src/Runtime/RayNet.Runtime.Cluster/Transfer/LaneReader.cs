using System.Buffers.Binary;
using RayNet.Runtime.ObjectStore.Transfer;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>The receiving end of a connection for objects: bytes go straight into the store.</summary>
internal static class LaneReader
{
    /// <summary>Reads what is missing of an object, from <paramref name="position"/> on. Returns where it stopped: at the end, or where the source had no more.</summary>
    internal static async Task<long> ReadAsync(IByteChannel channel, ObjectId id, IncomingObject incoming, long position, Action<long> progress, CancellationToken cancellationToken)
    {
        byte[] requests = new byte[LaneProtocol.RequestBytes * (LaneProtocol.Window / LaneProtocol.ChunkBytes)];
        byte[] answer = new byte[LaneProtocol.AnswerBytes];
        long asked = position;
        while (position < incoming.Size)
        {
            int length = 0;
            for (; asked < incoming.Size && asked - position < LaneProtocol.Window; asked += CountAt(incoming, asked), length += LaneProtocol.RequestBytes)
            {
                LaneProtocol.WriteRequest(requests.AsSpan(length), id, asked, CountAt(incoming, asked));
            }

            if (length > 0)
            {
                await channel.SendAsync(requests.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
            }

            int count = CountAt(incoming, position);
            await channel.FillAnswerAsync(answer, cancellationToken).ConfigureAwait(false);
            long sent = BinaryPrimitives.ReadInt64LittleEndian(answer);
            if (sent < 0)
            {
                return position;
            }

            if (sent != count)
            {
                throw new IOException($"{sent} bytes of an object came where {count} were asked for.");
            }

            await ReceiveAsync(channel, incoming, position, count, cancellationToken).ConfigureAwait(false);
            position += count;
            progress(position);
        }

        await EndAsync(channel, id, cancellationToken).ConfigureAwait(false);
        return position;
    }

    /// <summary>The reader is done with the object.</summary>
    internal static ValueTask EndAsync(IByteChannel channel, ObjectId id, CancellationToken cancellationToken)
    {
        byte[] request = new byte[LaneProtocol.RequestBytes];
        LaneProtocol.WriteRequest(request, id, 0, 0);
        return channel.SendAsync(request, cancellationToken);
    }

    private static int CountAt(IncomingObject incoming, long position) => (int)Math.Min(LaneProtocol.ChunkBytes, incoming.Size - position);

    private static async Task ReceiveAsync(IByteChannel channel, IncomingObject incoming, long position, int count, CancellationToken cancellationToken)
    {
        if (!incoming.TryReserve(position, count, out Memory<byte> memory))
        {
            throw new IOException("The object was given up while it arrived.");
        }

        bool isHere = false;
        try
        {
            await channel.FillAnswerAsync(memory, cancellationToken).ConfigureAwait(false);
            isHere = true;
        }
        finally
        {
            if (!isHere)
            {
                incoming.Release(position, count);
            }
        }

        incoming.Commit(position, count);
    }
}
