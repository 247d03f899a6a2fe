using System.Buffers;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>A piece of a link's bytes: the sender's own, or a copy in a pooled array.</summary>
internal sealed class LinkBytes
{
    private byte[]? _pooled;

    private LinkBytes(ReadOnlyMemory<byte> bytes, byte[]? pooled)
    {
        Bytes = bytes;
        _pooled = pooled;
    }

    internal ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Bytes that stay as they are until they are written.</summary>
    internal static LinkBytes Of(ReadOnlyMemory<byte> bytes) => new(bytes, null);

    internal static LinkBytes Copy(ReadOnlySequence<byte> bytes)
    {
        int length = checked((int)bytes.Length);
        byte[] pooled = ArrayPool<byte>.Shared.Rent(length);
        bytes.CopyTo(pooled);
        return new LinkBytes(pooled.AsMemory(0, length), pooled);
    }

    /// <summary>The bytes are not used any more.</summary>
    internal void Release()
    {
        if (Interlocked.Exchange(ref _pooled, null) is { } pooled)
        {
            ArrayPool<byte>.Shared.Return(pooled);
        }
    }
}
