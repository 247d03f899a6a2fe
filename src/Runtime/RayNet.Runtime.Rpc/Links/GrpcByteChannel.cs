using Grpc.Core;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Rpc;

/// <summary>The client's end of a gRPC stream, as bytes.</summary>
internal sealed class GrpcByteChannel : IByteChannel
{
    private const int Busy = 1;
    private const int Over = 2;

    /// <summary>How long the end in good order may take: disposing a call that the server has not ended would throw away what is on its way.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    private readonly AsyncDuplexStreamingCall<LinkChunk, LinkChunk> _call;
    private readonly TimeProvider _time;
    private readonly LinkChunk _outgoing = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LinkChunk? _incoming;
    private int _receiving;
    private int _disposing;

    private GrpcByteChannel(AsyncDuplexStreamingCall<LinkChunk, LinkChunk> call, TimeProvider time)
    {
        _call = call;
        _time = time;
    }

    public bool SharesMemory => false;

    /// <summary>Opens a stream. Whether the server takes it shows at the first receive.</summary>
    /// <param name="invoker">The connection.</param>
    /// <param name="request">Who the stream is for.</param>
    /// <param name="headers">Further headers, such as the token's.</param>
    /// <param name="time">The clock of the limit on ending.</param>
    internal static GrpcByteChannel Open(CallInvoker invoker, LinkRequest request, Metadata? headers, TimeProvider time)
    {
        var all = new Metadata();
        foreach (Metadata.Entry header in headers ?? [])
        {
            all.Add(header);
        }

        LinkMethod.Write(request, all);
        return new GrpcByteChannel(invoker.AsyncDuplexStreamingCall(LinkMethod.Open, host: null, new Grpc.Core.CallOptions(headers: all)), time);
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (Interlocked.Or(ref _receiving, Busy) != 0)
        {
            return 0;
        }

        bool more = true;
        try
        {
            if (_incoming is null)
            {
                using CancellationTokenRegistration canceled = cancellationToken.UnsafeRegister(static channel => ((GrpcByteChannel)channel!).Abort(), this);
                more = await NextAsync().ConfigureAwait(false);
            }

            if (!more)
            {
                return 0;
            }

            int count = _incoming!.Take(buffer);
            if (_incoming.Bytes.IsEmpty)
            {
                _incoming.Return();
                _incoming = null;
            }

            return count;
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            more = false;
            cancellationToken.ThrowIfCancellationRequested();
            return IsOver ? 0 : throw Explain(exception);
        }
        finally
        {
            if ((Interlocked.And(ref _receiving, ~Busy) & Over) != 0)
            {
                // Disposed meanwhile, and waiting for this receive.
                if (more)
                {
                    await DrainAsync().ConfigureAwait(false);
                }

                _drained.TrySetResult();
            }
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration canceled = cancellationToken.UnsafeRegister(static channel => ((GrpcByteChannel)channel!).Abort(), this);
        try
        {
            while (!bytes.IsEmpty)
            {
                int count = Math.Min(bytes.Length, LinkChunk.MaxBytes);
                _outgoing.Bytes = bytes[..count];
                await _call.RequestStream.WriteAsync(_outgoing, CancellationToken.None).ConfigureAwait(false);
                bytes = bytes[count..];
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Explain(exception);
        }
        finally
        {
            _outgoing.Bytes = default;
        }
    }

    public void Abort() => _call.Dispose();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposing, 1) != 0)
        {
            await _disposed.Task.ConfigureAwait(false);
            return;
        }

        using (var limit = new CancellationTokenSource(EndLimit, _time))
        using (limit.Token.UnsafeRegister(static channel => ((GrpcByteChannel)channel!).Abort(), this))
        {
            bool receives = Interlocked.Or(ref _receiving, Over) != 0;
            try
            {
                await _call.RequestStream.CompleteAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (IsEnd(exception))
            {
                // The other side was first; or a send still waits, and goes with the call.
                Abort();
            }

            await (receives ? _drained.Task : DrainAsync()).ConfigureAwait(false);
        }

        Abort();
        _disposed.TrySetResult();
    }

    private bool IsOver => (Volatile.Read(ref _receiving) & Over) != 0;

    private static bool IsEnd(Exception exception) => exception is RpcException or InvalidOperationException or IOException or OperationCanceledException or ObjectDisposedException;

    private static IOException Explain(Exception exception) => exception is RpcException failure ? LinkStatus.FromRpc(failure) : new IOException(exception.Message, exception);

    /// <summary>Fetches the next message that has bytes. The token of MoveNext would end the whole call, which is what <see cref="Abort"/> is for.</summary>
    private async ValueTask<bool> NextAsync()
    {
        while (await _call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false))
        {
            LinkChunk chunk = _call.ResponseStream.Current;
            if (!chunk.Bytes.IsEmpty)
            {
                _incoming = chunk;
                return true;
            }

            chunk.Return();
        }

        return false;
    }

    private async Task DrainAsync()
    {
        try
        {
            do
            {
                _incoming?.Return();
                _incoming = null;
            }
            while (await NextAsync().ConfigureAwait(false));
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // Ended by the limit, or by the other side.
        }
    }
}
