using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Transfer;
using RayNet.Runtime.Server.Logging;
using RayNet.Runtime.Transport;
using RayNet.Runtime.Transport.Sealing;

namespace RayNet.Runtime.Server.Links;

/// <summary>
/// The connections of a port that begin with a preface: for objects, and for processes of the node. They are opened by tickets that the node gave in calls, so
/// whoever has none gets no further.
/// </summary>
/// <param name="links">Takes them.</param>
/// <param name="tls">How connections for objects are secured; <see langword="null"/> where nothing is.</param>
/// <param name="handshakeTimeout">How long a connection may take until it has shown its ticket.</param>
/// <param name="logger">Where it logs.</param>
internal sealed class PrefacedConnections(ILinkAcceptor links, SslServerAuthenticationOptions? tls, TimeSpan handshakeTimeout, ILogger logger)
{
    /// <summary>A greeting that blocks has a thread while it lasts, before it has shown a ticket. What comes beyond is awaited, and stays a slower connection.</summary>
    private const int BlockingGreetings = 64;

    private int _blockingGreetings;

    /// <summary>Takes a connection after its preface. Does not wait.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="preface">What it began with.</param>
    /// <param name="wasAwaited">Whether the socket was used asynchronously.</param>
    /// <param name="closing">The end of the server.</param>
    internal void Take(Socket socket, ReadOnlySpan<byte> preface, bool wasAwaited, CancellationToken closing)
    {
        if (Preface.TicketOf(preface, Preface.Link) is { } link && !wasAwaited)
        {
            _ = Task.Run(() => HandOver(socket, link), CancellationToken.None);
        }
        else if (tls is not null && Preface.TicketOf(preface, Preface.Secured) is not null)
        {
            _ = ServeAsync(socket, wasAwaited ? SealAsync(socket, tls, new SocketChannel(socket), closing) : SealOnThreadAsync(socket, tls, closing), closing);
        }
        else if (tls is null && Preface.TicketOf(preface, Preface.Objects) is { } objects)
        {
            IByteChannel channel = wasAwaited ? new SocketChannel(socket) : new BlockingSocketChannel(socket);
            _ = Task.Run(() => ServeAsync(socket, Task.FromResult((channel, objects)), closing), CancellationToken.None);
        }
        else
        {
            // The other side finds another way.
            socket.Dispose();
        }
    }

    private void HandOver(Socket socket, string ticket)
    {
        try
        {
            links.HandOver(socket, ticket);
        }
        catch (Exception exception) when (exception is IOException or RayException)
        {
            logger.NotHandedOver(exception);
        }
    }

    private async Task ServeAsync(Socket socket, Task<(IByteChannel Channel, string Ticket)> opening, CancellationToken closing)
    {
        try
        {
            string from = socket.RemoteEndPoint?.ToString() ?? string.Empty;
            (IByteChannel channel, string ticket) = await opening.ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                await links.AcceptAsync(channel, new LinkRequest(0, LaneProtocol.Purpose, from) { Ticket = ticket }, closing).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or AuthenticationException or RayException)
        {
            // The other side sees that the connection is closed, and asks for another ticket if it still wants something.
        }

        socket.Dispose();
    }

    private async Task<(IByteChannel Channel, string Ticket)> SealOnThreadAsync(Socket socket, SslServerAuthenticationOptions options, CancellationToken closing)
    {
        try
        {
            return Interlocked.Increment(ref _blockingGreetings) <= BlockingGreetings
                ? await LinkThreads.RunAsync(() => SealAsync(socket, options, new BlockingSocketChannel(socket), closing)).ConfigureAwait(false)
                : await SealAsync(socket, options, new SocketChannel(socket), closing).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _blockingGreetings);
        }
    }

    /// <summary>The preface that counts comes inside of TLS, and keys for the bytes of objects after it.</summary>
    private async Task<(IByteChannel Channel, string Ticket)> SealAsync(Socket socket, SslServerAuthenticationOptions options, IByteChannel bare, CancellationToken closing)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(closing);
        limit.CancelAfter(handshakeTimeout);

        // Nothing else wakes a greeting that blocks.
        using CancellationTokenRegistration ended = limit.Token.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        var secured = new SslStream(new NetworkStream(socket), leaveInnerStreamOpen: true);
        await using (secured.ConfigureAwait(false))
        {
            if (bare.Blocks)
            {
                secured.AuthenticateAsServer(options);
            }
            else
            {
                await secured.AuthenticateAsServerAsync(options, limit.Token).ConfigureAwait(false);
            }

            var greeting = new SealedGreeting(secured, bare);
            byte[] preface = await greeting.ReceiveAsync(Preface.Length, limit.Token).ConfigureAwait(false);
            return Preface.TicketOf(preface, Preface.Sealed) is { } ticket
                ? (await greeting.AcceptAsync(limit.Token).ConfigureAwait(false), ticket)
                : throw new IOException("A secured connection is for nothing that is known here.");
        }
    }
}
