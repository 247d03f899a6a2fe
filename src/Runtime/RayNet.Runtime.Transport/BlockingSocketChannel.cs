using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>
/// A socket on a thread of its own (<see cref="LinkThreads"/>): all calls complete in place. During a greeting, after which it goes on as a <see cref="BlockingLink"/>, and for bytes in bulk,
/// of which a thread that waits in the system gets more at a time. No asynchronous call may touch the socket. Ending the channel ends it.
/// </summary>
internal sealed class BlockingSocketChannel(Socket socket, TlsFilter? tls = null) : IByteChannel
{
    public bool SharesMemory => socket.AddressFamily == AddressFamily.Unix;

    public bool Blocks => true;

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // The other direction stays open: a greeting that came too late is answered.
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static socket => ShutDown((Socket)socket!, SocketShutdown.Receive), socket);
        int count;
        try
        {
            count = tls?.Receive(buffer) ?? SocketCalls.Receive(socket, buffer.Span);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new IOException(exception.Message, exception);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(count);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static socket => ShutDown((Socket)socket!, SocketShutdown.Both), socket);
        try
        {
            bytes = tls?.Protect(bytes) ?? bytes;
            while (!bytes.IsEmpty)
            {
                bytes = bytes[SocketCalls.Send(socket, bytes.Span)..];
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException(exception.Message, exception);
        }

        return ValueTask.CompletedTask;
    }

    public void Abort() => socket.Dispose();

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void ShutDown(Socket socket, SocketShutdown how)
    {
        try
        {
            socket.Shutdown(how);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is over already.
        }
    }
}
