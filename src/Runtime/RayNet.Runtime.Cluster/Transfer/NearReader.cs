using System.Buffers.Binary;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Transfer;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>
/// Copies an object from the store of another node of this machine, which it maps. The source says where the object lies and keeps it there; what was copied counts when the source says
/// the same again afterwards, on the same connection: then it was kept all the time.
/// </summary>
internal static class NearReader
{
    /// <summary>Below, the questions cost as much as the copy.</summary>
    internal const long From = 1L << 20;

    private const int MostAtOnce = 1 << 30;

    /// <summary>Copies the whole object; <see langword="false"/> where it has to come over the connection.</summary>
    internal static async Task<bool> TryCopyAsync(IByteChannel channel, ObjectId id, IncomingObject incoming, NodeId source, NearStores stores, CancellationToken cancellationToken)
    {
        if (await LocateAsync(channel, id, cancellationToken).ConfigureAwait(false) is not { } place || place.Size != incoming.Size || stores.TryOpen(source, place.Address) is not { } mapping)
        {
            return false;
        }

        var reserved = new List<(long Position, int Count)>();
        bool isHere = false;
        try
        {
            for (long position = 0; position < incoming.Size; position += MostAtOnce)
            {
                int count = (int)Math.Min(MostAtOnce, incoming.Size - position);
                if (!incoming.TryReserve(position, count, out Memory<byte> memory))
                {
                    return false;
                }

                reserved.Add((position, count));
                BulkCopy.Copy(mapping.Readable(place.Offset + position, count), memory.Span);
            }

            isHere = await LocateAsync(channel, id, cancellationToken).ConfigureAwait(false) == place;
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new IOException("Another node said that an object lies outside of its store.", exception);
        }
        finally
        {
            stores.Return(mapping);
            foreach ((long position, int count) in reserved)
            {
                if (isHere)
                {
                    incoming.Commit(position, count);
                }
                else
                {
                    incoming.Release(position, count);
                }
            }
        }

        return isHere;
    }

    private static async Task<ObjectPlace?> LocateAsync(IByteChannel channel, ObjectId id, CancellationToken cancellationToken)
    {
        byte[] request = new byte[LaneProtocol.RequestBytes];
        LaneProtocol.WriteRequest(request, id, 0, LaneProtocol.Locate);
        await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] answer = new byte[LaneProtocol.AnswerBytes];
        await channel.FillAnswerAsync(answer, cancellationToken).ConfigureAwait(false);
        long length = BinaryPrimitives.ReadInt64LittleEndian(answer);
        if (length < 0)
        {
            return null;
        }

        byte[] place = length <= ObjectPlace.MostBytes ? new byte[length] : throw new IOException($"The place of an object has {length} bytes; {ObjectPlace.MostBytes} are allowed.");
        await channel.FillAnswerAsync(place, cancellationToken).ConfigureAwait(false);
        return ObjectPlace.Read(place);
    }
}
