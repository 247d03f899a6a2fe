using System.Buffers;
using Grpc.Core;

namespace RayNet.Runtime.Rpc;

/// <summary>
/// One gRPC message of a link's stream: bytes, and nothing around them. What is sent points to the link's own batch; what arrives is
/// copied once, out of gRPC's buffers into a pooled one.
/// </summary>
internal sealed class LinkChunk
{
    /// <summary>Fits the windows of HTTP/2 several times, and is so large that the cost of a message does not matter.</summary>
    internal const int MaxBytes = 256 * 1024;

    [ThreadStatic]
    private static LinkChunk? t_free;

    private byte[]? _rented;

    internal static Marshaller<LinkChunk> Marshaller { get; } = new(Serialize, Deserialize);

    internal ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>Takes bytes from the front.</summary>
    /// <returns>How many.</returns>
    internal int Take(Memory<byte> buffer)
    {
        int count = Math.Min(buffer.Length, Bytes.Length);
        Bytes[..count].CopyTo(buffer);
        Bytes = Bytes[count..];
        return count;
    }

    /// <summary>Gives the buffer back. The chunk must not be used any more.</summary>
    internal void Return()
    {
        Bytes = default;
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(rented);
            t_free = this;
        }
    }

    private static void Serialize(LinkChunk chunk, SerializationContext context)
    {
        context.SetPayloadLength(chunk.Bytes.Length);
        context.GetBufferWriter().Write(chunk.Bytes.Span);
        context.Complete();
    }

    private static LinkChunk Deserialize(DeserializationContext context)
    {
        int length = context.PayloadLength;
        if (length > MaxBytes)
        {
            throw new InvalidDataException($"A message of {length} bytes arrived on the stream of a link; {MaxBytes} are allowed.");
        }

        LinkChunk chunk = t_free ?? new LinkChunk();
        t_free = null;
        byte[] rented = ArrayPool<byte>.Shared.Rent(Math.Max(1, length));
        context.PayloadAsReadOnlySequence().CopyTo(rented);
        chunk._rented = rented;
        chunk.Bytes = rented.AsMemory(0, length);
        return chunk;
    }
}
