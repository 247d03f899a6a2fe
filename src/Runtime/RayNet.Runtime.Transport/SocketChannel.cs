using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>A socket as a channel of bytes: for greetings, and for bridges that pass bytes on.</summary>
internal sealed class SocketChannel(Socket socket) : IByteChannel
{
    public bool SharesMemory => socket.AddressFamily == AddressFamily.Unix;

    internal Socket Socket => socket;

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
