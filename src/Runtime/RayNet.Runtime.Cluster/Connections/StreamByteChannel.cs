using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>A stream of the network as a channel of bytes.</summary>
internal sealed class StreamByteChannel(Stream stream) : IByteChannel
{
    public bool SharesMemory => false;

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    public void Abort() => stream.Dispose();

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
