using System.Buffers.Binary;

namespace RayNet.Runtime.Transport.Sealing;

/// <summary>What a sealed connection is made of: the count of bytes, their tag, and as many bytes.</summary>
internal static class SealedBlock
{
    internal const int LengthBytes = 4;
    internal const int TagBytes = 16;
    internal const int HeaderBytes = LengthBytes + TagBytes;

    /// <summary>Bytes in one block at most: they stay in a core's cache from the seal to the send, and from the receive to the opening.</summary>
    internal const int MostBytes = 256 * 1024;

    internal static void WriteLength(Span<byte> header, int length) => BinaryPrimitives.WriteInt32LittleEndian(header, length);

    /// <summary>How many bytes follow. Nobody has vouched for it before the block is opened.</summary>
    /// <exception cref="SealException">No block has so many.</exception>
    internal static int ReadLength(ReadOnlySpan<byte> header)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(header);
        return length is > 0 and <= MostBytes
            ? length
            : throw new SealException($"A sealed connection was changed on its way: a block of {length} bytes, where 1 to {MostBytes} are allowed. The connection was ended.");
    }
}
