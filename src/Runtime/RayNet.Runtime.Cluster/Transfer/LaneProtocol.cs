using System.Buffers.Binary;

namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>
/// Connections that carry bytes of objects. The reader sends requests (object, position, count), several before the first answer; each is answered in
/// order by a count and as many bytes. A count of zero in a request says that the reader is done with the object; a negative one in an answer, that
/// the object is not here (any more). A count of <see cref="Locate"/> asks where the object lies, for readers on the same machine (<see cref="NearReader"/>); the answer
/// is a length and as many bytes of an <see cref="ObjectPlace"/>, and the object stays there until the next request for another one, or for a count of zero.
/// </summary>
internal static class LaneProtocol
{
    /// <summary>What the stream is for, as a request to the node says it.</summary>
    internal const string Purpose = "objects";

    internal const int RequestBytes = 32;
    internal const int AnswerBytes = 8;

    /// <summary>The count that asks for a place.</summary>
    internal const int Locate = -1;

    /// <summary>Bytes of one answer at most.</summary>
    internal const int ChunkBytes = 1024 * 1024;

    /// <summary>Bytes that a reader asks for ahead.</summary>
    internal const int Window = 4 * ChunkBytes;

    internal static void WriteRequest(Span<byte> buffer, ObjectId id, long position, int count)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(buffer, id.Origin);
        BinaryPrimitives.WriteUInt64LittleEndian(buffer[8..], id.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[16..], position);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[24..], count);
    }

    internal static (ObjectId Id, long Position, int Count) ReadRequest(ReadOnlySpan<byte> buffer)
    {
        long count = BinaryPrimitives.ReadInt64LittleEndian(buffer[24..]);
        return count is < Locate or > ChunkBytes
            ? throw new IOException($"A request for {count} bytes at once; {ChunkBytes} are allowed.")
            : (new ObjectId(BinaryPrimitives.ReadUInt64LittleEndian(buffer), BinaryPrimitives.ReadUInt64LittleEndian(buffer[8..])),
                BinaryPrimitives.ReadInt64LittleEndian(buffer[16..]), (int)count);
    }
}
