using System.Buffers.Binary;
using System.Text;
using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>Where an object lies in a node's store, for other nodes of the same machine.</summary>
/// <param name="Address">The store.</param>
/// <param name="Offset">Where in it.</param>
/// <param name="Size">How many bytes.</param>
internal sealed record ObjectPlace(ArenaAddress Address, long Offset, long Size)
{
    /// <summary>What one may need on the wire.</summary>
    internal const int MostBytes = Fixed + 4096;

    private const int Fixed = 32;

    internal byte[] ToBytes()
    {
        byte[] bytes = new byte[Fixed + Encoding.UTF8.GetByteCount(Address.Path)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Offset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Size);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Address.Capacity);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), Address.Instance);
        Encoding.UTF8.GetBytes(Address.Path, bytes.AsSpan(Fixed));
        return bytes;
    }

    /// <exception cref="IOException">It is too short.</exception>
    internal static ObjectPlace Read(ReadOnlySpan<byte> bytes) => bytes.Length >= Fixed
        ? new ObjectPlace(
            new ArenaAddress(Encoding.UTF8.GetString(bytes[Fixed..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..])),
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]))
        : throw new IOException($"The place of an object has {bytes.Length} bytes; {Fixed} are the least.");
}
