namespace RayNet.Runtime.Transport.Tests.Support;

/// <summary>Frames as bytes, right and wrong.</summary>
internal static class Bytes
{
    internal static byte[] Frame(FrameKind kind, ReadOnlySpan<byte> payload, byte flags = 0, uint slot = 0, int? length = null)
    {
        byte[] bytes = new byte[FrameHeader.Size + payload.Length];
        new FrameHeader(length ?? payload.Length, kind, flags, 0, slot).Write(bytes);
        payload.CopyTo(bytes.AsSpan(FrameHeader.Size));
        return bytes;
    }

    internal static byte[] Concat(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    /// <summary>Reads all that comes until the end, and cuts it into frames.</summary>
    internal static async Task<List<(FrameHeader Header, byte[] Payload)>> ReadToEnd(IByteChannel channel)
    {
        var parser = new FrameParser(1 << 20);
        var frames = new List<(FrameHeader, byte[])>();
        try
        {
            while (true)
            {
                int count = await Limit.Of(channel.ReceiveAsync(parser.Free, CancellationToken.None).AsTask(), "The other side answered or ended");
                if (count == 0)
                {
                    return frames;
                }

                parser.Advance(count);
                parser.Parse((in FrameHeader header, ReadOnlyMemory<byte> payload, bool _) => frames.Add((header, payload.ToArray())));
            }
        }
        catch (IOException)
        {
            // A socket says so when what was sent to it was not read.
            return frames;
        }
    }
}
