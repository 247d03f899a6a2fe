using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Links;

/// <summary>A connection of the server as a channel of bytes. Without TLS it sends from the caller's memory, without a copy into the server's.</summary>
internal sealed class ConnectionByteChannel(ConnectionContext connection) : IByteChannel
{
    private readonly Socket? _socket = connection.Features.Get<ITlsHandshakeFeature>() is null ? connection.Features.Get<IConnectionSocketFeature>()?.Socket : null;

    public bool SharesMemory => false;

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        PipeReader input = connection.Transport.Input;
        ReadResult read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
        ReadOnlySequence<byte> some = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, buffer.Length));
        int count = (int)some.Length;
        some.CopyTo(buffer.Span);

        // From here on the sequence is the pipe's again.
        input.AdvanceTo(some.End);
        return count;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (_socket is null)
        {
            FlushResult flushed = await connection.Transport.Output.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            if (flushed.IsCompleted)
            {
                throw new IOException("The other side has closed the connection.");
            }

            return;
        }

        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    public void Abort() => connection.Abort();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
