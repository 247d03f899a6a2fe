using System.Buffers.Binary;

namespace RayNet.Runtime.ObjectStore.Layout;

/// <summary>The first 64 bytes of an object in the arena. The data follow at a whole cache line.</summary>
/// <param name="Kind">What the object is.</param>
/// <param name="Element">The type of its numbers, if it is an array.</param>
/// <param name="Length">The length of the data in bytes.</param>
internal readonly record struct StoredHeader(StoredKind Kind, ElementType Element, long Length)
{
    internal const int Size = 64;

    private const uint Magic = 0x4F4E5952; // "RYNO"
    private const byte Version = 1;
    private const byte LittleEndian = 1;
    private const byte BigEndian = 2;

    private static byte OwnByteOrder => BitConverter.IsLittleEndian ? LittleEndian : BigEndian;

    internal void Write(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        bytes[4] = Version;
        bytes[5] = (byte)Kind;
        bytes[6] = (byte)Element;
        bytes[7] = OwnByteOrder;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Length);
    }

    /// <summary>Reads the header of an object that has so many bytes in all.</summary>
    internal static StoredHeader Read(ReadOnlySpan<byte> bytes, long available)
    {
        if (available < Size || bytes.Length < Size)
        {
            throw Invalid($"it has {available} bytes, which is less than a header");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            throw Invalid("it does not begin with a header");
        }

        if (bytes[4] != Version)
        {
            throw Invalid($"its layout has version {bytes[4]}, and this build reads version {Version}");
        }

        var header = new StoredHeader((StoredKind)bytes[5], (ElementType)bytes[6], BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
        if (header.Length < 0 || header.Length > available - Size)
        {
            throw Invalid($"its header speaks of {header.Length} bytes, and {available - Size} are there");
        }

        if (header.Kind == StoredKind.Array && bytes[7] != OwnByteOrder)
        {
            throw Invalid("its numbers have the byte order of another processor");
        }

        return header.Kind is StoredKind.Array or StoredKind.Serialized
            ? header
            : throw Invalid($"its kind {bytes[5]} is unknown");
    }

    internal static RaySerializationException Invalid(string reason) =>
        new($"What lies in the object store is not a readable object: {reason}. It was written by another build, or overwritten.");
}
