using System.Buffers.Binary;

namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>The first bytes of a spilled object's file: what it holds, and the checksum of that.</summary>
internal readonly record struct SpillFileHeader(ObjectId Id, long ContentSize, uint Checksum)
{
    internal const int Size = 64;

    private const ulong Magic = 0x4C4C495053594152; // "RAYSPILL"
    private const uint Version = 1;

    internal void Write(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], Checksum);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], Id.Origin);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], Id.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], ContentSize);
    }

    internal static bool TryRead(ReadOnlySpan<byte> bytes, out SpillFileHeader header)
    {
        header = default;
        if (bytes.Length < Size || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic || BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Version)
        {
            return false;
        }

        header = new SpillFileHeader(
            new ObjectId(BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..])),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]));
        return true;
    }
}
