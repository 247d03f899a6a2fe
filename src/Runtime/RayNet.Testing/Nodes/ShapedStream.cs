namespace RayNet.Testing.Nodes;

/// <summary>A connection on which what comes is held up, and what goes as well where the link is silent.</summary>
internal sealed class ShapedStream(Stream inner, LinkShape shape) : PassingStream(inner)
{
    private DelayLine? _line;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Once delayed, always by the line: it has read ahead.
        if (_line is null && shape.Delay > TimeSpan.Zero)
        {
            _line = new DelayLine(Inner, shape);
        }

        int count;
        if (_line is not null)
        {
            count = await _line.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            count = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);

            // The delay may have come while this read waited.
            if (shape.Delay is { Ticks: > 0 } delay)
            {
                await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
            }
        }

        await shape.HoldWhileSilentAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await shape.HoldWhileSilentAsync(cancellationToken).ConfigureAwait(false);
        await Inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
    }
}
