using System.Buffers.Binary;

namespace RayNet.Runtime.Transport;

/// <summary>The twelve bytes before each payload, little endian: length of the payload, kind, flags, method, slot.</summary>
/// <param name="Length">Bytes of the payload.</param>
/// <param name="Kind">What the frame means.</param>
/// <param name="Flags">Bits that the kind defines.</param>
/// <param name="Method">The number of a method on this link, where the kind has one.</param>
/// <param name="Slot">The number of the call on this link, where the kind has one.</param>
internal readonly record struct FrameHeader(int Length, FrameKind Kind, byte Flags, ushort Method, uint Slot)
{
    internal const int Size = 12;

    internal static FrameHeader Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes),
        (FrameKind)bytes[4],
        bytes[5],
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));

    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Length);
        bytes[4] = (byte)Kind;
        bytes[5] = Flags;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[6..], Method);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], Slot);
    }
}
