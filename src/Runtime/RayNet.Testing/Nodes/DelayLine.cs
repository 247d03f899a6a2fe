using System.Threading.Channels;

namespace RayNet.Testing.Nodes;

/// <summary>What comes through a connection, some time after it came. As with a long line, and not a narrow one, more is under way meanwhile.</summary>
internal sealed class DelayLine
{
    private const int BlockBytes = 64 << 10;
    private const int MostBlocks = 64;

    private readonly Stream _inner;
    private readonly LinkShape _shape;
    private readonly Channel<(long Come, TimeSpan Delay, ReadOnlyMemory<byte> Bytes)> _line = Channel.CreateBounded<(long, TimeSpan, ReadOnlyMemory<byte>)>(new BoundedChannelOptions(MostBlocks) { SingleReader = true, SingleWriter = true });
    private ReadOnlyMemory<byte> _left;

    internal DelayLine(Stream inner, LinkShape shape)
    {
        _inner = inner;
        _shape = shape;
        _ = Task.Run(FillAsync);
    }

    /// <summary>As that of a stream. One at a time.</summary>
    internal async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_left.IsEmpty)
        {
            if (!await _line.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            if (_line.Reader.TryPeek(out (long Come, TimeSpan Delay, ReadOnlyMemory<byte> Bytes) first))
            {
                TimeSpan wait = first.Delay - TimeProvider.System.GetElapsedTime(first.Come);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
                }

                // Only now: a read that was given up loses nothing.
                _line.Reader.TryRead(out first);
                _left = first.Bytes;
            }
        }

        int count = Math.Min(buffer.Length, _left.Length);
        _left[..count].CopyTo(buffer);
        _left = _left[count..];
        return count;
    }

    private async Task FillAsync()
    {
        try
        {
            byte[] block = new byte[BlockBytes];
            while (await _inner.ReadAsync(block).ConfigureAwait(false) is > 0 and int count)
            {
                await _line.Writer.WriteAsync((TimeProvider.System.GetTimestamp(), _shape.Delay, block.AsSpan(0, count).ToArray())).ConfigureAwait(false);
            }

            _line.Writer.Complete();
        }
        catch (Exception exception)
        {
            _line.Writer.Complete(exception);
        }
    }
}
