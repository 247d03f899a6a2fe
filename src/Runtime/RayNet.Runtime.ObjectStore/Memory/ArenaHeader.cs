using System.Buffers.Binary;

namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>The first page of an arena: what it is and which one it is.</summary>
internal static class ArenaHeader
{
    /// <summary>Where the objects begin.</summary>
    internal const int Size = 4096;

    private const ulong Magic = 0x414E455241594152; // "RAYARENA"
    private const ulong Version = 1;

    internal static void Write(Span<byte> page, long capacity, ulong instance)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(page, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(page[8..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(page[16..], capacity);
        BinaryPrimitives.WriteUInt64LittleEndian(page[24..], instance);
    }

    /// <summary>Why the page does not belong to the arena, else <see langword="null"/>.</summary>
    internal static string? FindMismatch(ReadOnlySpan<byte> page, ArenaAddress address)
    {
        if (BinaryPrimitives.ReadUInt64LittleEndian(page) != Magic)
        {
            return "it holds something else";
        }

        ulong version = BinaryPrimitives.ReadUInt64LittleEndian(page[8..]);
        if (version != Version)
        {
            return $"its layout has version {version}, and this build reads version {Version}";
        }

        return BinaryPrimitives.ReadInt64LittleEndian(page[16..]) == address.Capacity && BinaryPrimitives.ReadUInt64LittleEndian(page[24..]) == address.Instance
            ? null
            : "it is the arena of another node";
    }
}
