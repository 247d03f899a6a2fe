using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>A channel whose other end is on another machine, whatever carries its first part.</summary>
internal sealed class FarChannel(IByteChannel channel) : IByteChannel
{
    public bool SharesMemory => false;

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) => channel.ReceiveAsync(buffer, cancellationToken);

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => channel.SendAsync(bytes, cancellationToken);

    public void Abort() => channel.Abort();

    public ValueTask DisposeAsync() => channel.DisposeAsync();
}
