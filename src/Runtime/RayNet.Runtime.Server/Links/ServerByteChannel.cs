using Grpc.Core;
using Microsoft.AspNetCore.Http;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server;

/// <summary>The server's end of a gRPC stream, as bytes.</summary>
internal sealed class ServerByteChannel : IByteChannel
{
    private const int Busy = 1;
    private const int Over = 2;

    private readonly IAsyncStreamReader<LinkChunk> _requests;
    private readonly IServerStreamWriter<LinkChunk> _responses;
    private readonly HttpContext _http;
    private readonly LinkChunk _outgoing = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private LinkChunk? _incoming;
    private int _receiving;
    private bool _isOver;

    internal ServerByteChannel(IAsyncStreamReader<LinkChunk> requests, IServerStreamWriter<LinkChunk> responses, HttpContext http)
    {
        _requests = requests;
        _responses = responses;
        _http = http;
    }

    public bool SharesMemory => false;

    /// <summary>Completes when nothing uses the stream any more.</summary>
    internal Task Ended => _ended.Task;

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (Interlocked.Or(ref _receiving, Busy) != 0)
        {
            return 0;
        }

        try
        {
            while (_incoming is null)
            {
                using CancellationTokenRegistration canceled = cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), _stop);
                if (!await _requests.MoveNext(_stop.Token).ConfigureAwait(false))
                {
                    return 0;
                }

                LinkChunk chunk = _requests.Current;
                if (chunk.Bytes.IsEmpty)
                {
                    chunk.Return();
                }
                else
                {
                    _incoming = chunk;
                }
            }

            int count = _incoming.Take(buffer);
            if (_incoming.Bytes.IsEmpty)
            {
                _incoming.Return();
                _incoming = null;
            }

            return count;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (Volatile.Read(ref _receiving) & Over) != 0 ? 0 : throw new IOException(exception.Message, exception);
        }
        finally
        {
            if ((Interlocked.And(ref _receiving, ~Busy) & Over) != 0)
            {
                EndNow();
            }
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration canceled = cancellationToken.UnsafeRegister(static channel => ((ServerByteChannel)channel!).Abort(), this);
        try
        {
            while (!bytes.IsEmpty)
            {
                int count = Math.Min(bytes.Length, LinkChunk.MaxBytes);
                _outgoing.Bytes = bytes[..count];
                await _responses.WriteAsync(_outgoing, CancellationToken.None).ConfigureAwait(false);
                bytes = bytes[count..];
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException(exception.Message, exception);
        }
        finally
        {
            _outgoing.Bytes = default;
        }
    }

    public void Abort()
    {
        lock (_gate)
        {
            // Afterwards the server may use the context for another stream.
            if (!_isOver)
            {
                _http.Abort();
            }
        }

        End();
    }

    public ValueTask DisposeAsync()
    {
        End();
        return new ValueTask(_ended.Task);
    }

    private void End()
    {
        if ((Interlocked.Or(ref _receiving, Over) & Busy) == 0)
        {
            EndNow();
        }
        else
        {
            _stop.Cancel();
        }
    }

    private void EndNow()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _ended.TrySetResult();
    }
}
