using Grpc.Core;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>A duplex gRPC call as a channel of bytes, on either side of it.</summary>
internal sealed class GrpcByteChannel(IAsyncStreamReader<LinkBytes> reader, Func<LinkBytes, CancellationToken, Task> write, Func<ValueTask> close) : IByteChannel
{
    /// <summary>A message much larger than a window only waits for it.</summary>
    private const int LargestMessage = 1 << 20;

    private LinkBytes? _current;
    private int _taken;

    public bool SharesMemory => false;

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_current is null)
        {
            try
            {
                if (!await reader.MoveNext(cancellationToken).ConfigureAwait(false))
                {
                    return 0;
                }
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException("The link was closed.", exception, cancellationToken);
            }
            catch (RpcException exception)
            {
                throw new IOException($"The link broke: {exception.Status.Detail}", exception);
            }

            _current = reader.Current;
            _taken = 0;
            ReleaseIfEmpty();
        }

        int count = Math.Min(buffer.Length, _current.Bytes.Length - _taken);
        _current.Bytes.Slice(_taken, count).CopyTo(buffer);
        _taken += count;
        ReleaseIfEmpty();
        return count;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            for (int start = 0; start < bytes.Length; start += LargestMessage)
            {
                await write(LinkBytes.Of(bytes.Slice(start, Math.Min(LargestMessage, bytes.Length - start))), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (RpcException exception)
        {
            throw new IOException($"The link broke: {exception.Status.Detail}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new IOException("The link has ended.", exception);
        }
    }

    public void Abort() => _ = close().AsTask();

    public ValueTask DisposeAsync() => close();

    private void ReleaseIfEmpty()
    {
        if (_current is { } current && _taken == current.Bytes.Length)
        {
            current.Release();
            _current = null;
        }
    }
}
