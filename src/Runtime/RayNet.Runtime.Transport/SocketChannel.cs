using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>A socket as a channel of bytes, for bridges that pass bytes on. Asynchronous, so that many of them need no threads.</summary>
internal sealed class SocketChannel(Socket socket) : IByteChannel
{
    private int _ended;

    public bool SharesMemory => socket.AddressFamily == AddressFamily.Unix;

    /// <summary>Connects to a process's own socket, without a greeting.</summary>
    /// <exception cref="LinkException">Nothing listens there.</exception>
    internal static async Task<SocketChannel> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return new SocketChannel(socket);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            socket?.Dispose();
            throw new LinkException(LinkError.Broken, $"No process listens at {path}: {exception.Message}", exception);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Closed in good order or not, with bytes that it had not read: everything that it sent is here already.
            return 0;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return Volatile.Read(ref _ended) != 0 ? 0 : throw new IOException(exception.Message, exception);
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    /// <summary>Ends the connection. A Unix socket cannot show that it was cut; whoever has a protocol above sees that its goodbye is missing.</summary>
    public void Abort()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            socket.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        Abort();
        return ValueTask.CompletedTask;
    }
}
