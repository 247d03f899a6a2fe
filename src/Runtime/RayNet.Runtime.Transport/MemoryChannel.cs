using System.Buffers;
using System.IO.Pipelines;

namespace RayNet.Runtime.Transport;

/// <summary>Two ends of a connection inside one process, with back-pressure.</summary>
internal sealed class MemoryChannel : IByteChannel
{
    private const int Busy = 1;
    private const int Over = 2;

    private readonly PipeReader _reader;
    private readonly PipeWriter _writer;
    private Exception? _aborted;

    /// <summary>Whether a receive runs, and whether the channel is over. Whoever is last of the two completes the reader: not while it is in use.</summary>
    private int _receiving;

    private int _sending;

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
        if (Interlocked.Or(ref _receiving, Busy) != 0)
        {
            return 0;
        }

        try
        {
            ReadResult result = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            int count = result.IsCanceled ? 0 : (int)Math.Min(buffer.Length, result.Buffer.Length);
            ReadOnlySequence<byte> taken = result.Buffer.Slice(0, count);
            taken.CopyTo(buffer.Span);
            _reader.AdvanceTo(taken.End);
            return count;
        }
        finally
        {
            if ((Interlocked.And(ref _receiving, ~Busy) & Over) != 0)
            {
                await _reader.CompleteAsync().ConfigureAwait(false);
            }
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (Interlocked.Or(ref _sending, Busy) != 0)
        {
            throw Gone();
        }

        try
        {
            FlushResult result = await _writer.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            if (result.IsCompleted || result.IsCanceled)
            {
                throw Gone();
            }
        }
        finally
        {
            if ((Interlocked.And(ref _sending, ~Busy) & Over) != 0)
            {
                await _writer.CompleteAsync(_aborted).ConfigureAwait(false);
            }
        }
    }

    public void Abort() => End(new IOException("The other end aborted the connection."));

    public ValueTask DisposeAsync()
    {
        End(null);
        return ValueTask.CompletedTask;
    }

    private static IOException Gone() => new("The other end is gone.");

    private void End(Exception? exception)
    {
        if (exception is not null)
        {
            Interlocked.CompareExchange(ref _aborted, exception, null);
        }

        switch (Interlocked.Or(ref _sending, Over))
        {
            case 0:
                _writer.Complete(_aborted);
                break;
            case Busy:
                _writer.CancelPendingFlush();
                break;
        }

        switch (Interlocked.Or(ref _receiving, Over))
        {
            case 0:
                _reader.Complete();
                break;
            case Busy:
                _reader.CancelPendingRead();
                break;
        }
    }
}
