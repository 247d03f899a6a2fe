using System.IO.Pipelines;

namespace RayNet.Runtime.Transport;

/// <summary>Two ends of a connection inside one process, with back-pressure.</summary>
internal sealed class MemoryChannel : IByteChannel
{
    private readonly PipeReader _reader;
    private readonly PipeWriter _writer;

    private MemoryChannel(PipeReader reader, PipeWriter writer)
    {
        _reader = reader;
        _writer = writer;
    }

    public bool SharesMemory => true;

    internal static (MemoryChannel First, MemoryChannel Second) CreatePair()
    {
        var options = new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, useSynchronizationContext: false);
        var there = new Pipe(options);
        var back = new Pipe(options);
        return (new MemoryChannel(back.Reader, there.Writer), new MemoryChannel(there.Reader, back.Writer));
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ReadResult result = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        int count = (int)Math.Min(buffer.Length, result.Buffer.Length);
        System.Buffers.ReadOnlySequence<byte> taken = result.Buffer.Slice(0, count);
        System.Buffers.BuffersExtensions.CopyTo(taken, buffer.Span);
        _reader.AdvanceTo(taken.End);
        return count;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        FlushResult result = await _writer.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted)
        {
            throw new IOException("The other end is gone.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.CompleteAsync().ConfigureAwait(false);
        await _reader.CompleteAsync().ConfigureAwait(false);
    }
}
