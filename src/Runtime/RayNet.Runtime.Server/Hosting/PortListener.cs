using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Transfer;
using RayNet.Runtime.Server.Logging;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Hosting;

/// <summary>
/// A port for HTTP and for connections with a preface. Those are told apart before anything reads them asynchronously: a socket that was ever used so
/// wakes this process for all that arrives, also after it was handed to another one.
/// </summary>
internal sealed class PortListener : IConnectionListener
{
    /// <summary>How long to wait when connections cannot be accepted, as when no file descriptor is left.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Socket _listener;
    private readonly ILinkAcceptor _links;
    private readonly bool _isTls;
    private readonly ILogger _logger;
    private readonly SocketConnectionContextFactory _connections;
    private readonly CancellationTokenSource _closing = new();

    internal PortListener(Socket listener, ILinkAcceptor links, bool isTls, ILoggerFactory logging)
    {
        _listener = listener;
        _links = links;
        _isTls = isTls;
        _logger = logging.CreateLogger("RayNet.Server");
        _connections = new SocketConnectionContextFactory(new SocketConnectionFactoryOptions(), logging.CreateLogger("RayNet.Server.Connections"));
        EndPoint = listener.LocalEndPoint!;
    }

    public EndPoint EndPoint { get; }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (_closing.IsCancellationRequested)
            {
                return null;
            }
            catch (SocketException exception)
            {
                _logger.AcceptFailed(EndPoint, exception);
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
                continue;
            }

            try
            {
                socket.NoDelay = true;
                if (!TryTake(socket))
                {
                    return _connections.Create(socket);
                }
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // It was gone before it said anything.
                socket.Dispose();
            }
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await UnbindAsync().ConfigureAwait(false);
        _connections.Dispose();
    }

    /// <summary>Takes a connection that begins with the whole preface of one that is not for HTTP.</summary>
    private bool TryTake(Socket socket)
    {
        Span<byte> head = stackalloc byte[Preface.Length];
        if (SocketCalls.TryPeek(socket, head) < head.Length)
        {
            return false;
        }

        if (Preface.TicketOf(head, Preface.Link) is { } link)
        {
            SocketCalls.Receive(socket, head);
            _ = Task.Run(() => HandOver(socket, link));
            return true;
        }

        // With TLS its preface comes inside, where the middleware finds it.
        if (!_isTls && Preface.TicketOf(head, Preface.Objects) is { } objects)
        {
            SocketCalls.Receive(socket, head);
            _ = ServeAsync(socket, objects);
            return true;
        }

        return false;
    }

    private void HandOver(Socket socket, string ticket)
    {
        try
        {
            _links.HandOver(socket, ticket);
        }
        catch (Exception exception) when (exception is IOException or RayException)
        {
            _logger.NotHandedOver(exception);
        }
    }

    private async Task ServeAsync(Socket socket, string ticket)
    {
        var channel = new SocketChannel(socket);
        try
        {
            var request = new LinkRequest(0, LaneProtocol.Purpose, socket.RemoteEndPoint?.ToString() ?? string.Empty) { Ticket = ticket };
            await _links.AcceptAsync(channel, request, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or RayException)
        {
            // The other side sees that the connection is closed, and asks for another ticket if it still wants something.
        }

        channel.Abort();
    }
}
