namespace RayNet.Runtime.Transport.Sealing;

/// <summary>
/// A channel whose bytes are sealed in large blocks, for bytes in bulk: TLS seals 16 KiB at a time, and .NET copies each record twice on each side. Here a block is sealed from where its bytes
/// lie into what is sent, and opened from what was received into where they belong. <see cref="SealedGreeting"/> makes it; the end of the other side counts only between blocks.
/// </summary>
/// <param name="inner">Carries the blocks. It is this channel's.</param>
/// <param name="sending">Seals what goes out.</param>
/// <param name="receiving">Opens what comes in.</param>
internal sealed class SealedChannel(IByteChannel inner, SealKey sending, SealKey receiving) : IByteChannel
{
    /// <summary>Requests and answers fit; a side that only sends them needs no larger buffer.</summary>
    private const int SmallBytes = 1024;

    private readonly byte[] _header = new byte[SealedBlock.HeaderBytes];
    private byte[] _sent = [];
    private byte[] _received = [];

    /// <summary>What was opened and not taken yet.</summary>
    private ReadOnlyMemory<byte> _rest;

    public bool SharesMemory => inner.SharesMemory;

    public bool Blocks => inner.Blocks;

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_rest.IsEmpty)
        {
            if (!await inner.FillAsync(_header, cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            try
            {
                int length = SealedBlock.ReadLength(_header);
                Memory<byte> block = Reserve(ref _received, length);
                await inner.FillAnswerAsync(block, cancellationToken).ConfigureAwait(false);
                if (length <= buffer.Length)
                {
                    receiving.Open(_header, block.Span, buffer.Span[..length]);
                    return length;
                }

                receiving.Open(_header, block.Span, block.Span);
                _rest = block;
            }
            catch (SealException)
            {
                Abort();
                throw;
            }
            catch (ObjectDisposedException exception)
            {
                throw new IOException("The connection was ended.", exception);
            }
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (int count; !bytes.IsEmpty; bytes = bytes[count..])
        {
            count = Math.Min(bytes.Length, SealedBlock.MostBytes);
            await inner.SendAsync(Seal(bytes.Span[..count]), cancellationToken).ConfigureAwait(false);
        }
    }

    public void Abort()
    {
        inner.Abort();
        DisposeKeys();
    }

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        DisposeKeys();
    }

    private Memory<byte> Seal(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Memory<byte> block = Reserve(ref _sent, SealedBlock.HeaderBytes + bytes.Length);
            sending.Seal(bytes, block.Span);
            return block;
        }
        catch (ObjectDisposedException exception)
        {
            throw new IOException("The connection was ended.", exception);
        }
    }

    private void DisposeKeys()
    {
        sending.Dispose();
        receiving.Dispose();
    }

    private static Memory<byte> Reserve(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<byte>(length <= SmallBytes ? SmallBytes : SealedBlock.HeaderBytes + SealedBlock.MostBytes);
        }

        return buffer.AsMemory(0, length);
    }
}
