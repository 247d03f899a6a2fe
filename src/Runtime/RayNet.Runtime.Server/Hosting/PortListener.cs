using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Server.Links;
using RayNet.Runtime.Server.Logging;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Hosting;

/// <summary>
/// A port for HTTP and for connections with a preface. Those are told apart before anything reads them asynchronously, where the first bytes are there at
/// once: a socket that was ever used so wakes this process for all that arrives, also after it was handed to another one.
/// </summary>
internal sealed class PortListener : IConnectionListener
{
    private readonly Socket _listener;
    private readonly PrefacedConnections _prefaced;
    private readonly ServerOptions _options;
    private readonly ILogger _logger;
    private readonly SocketConnectionContextFactory _connections;
    private readonly CancellationTokenSource _closing = new();
    private readonly Channel<ConnectionContext> _http = Channel.CreateUnbounded<ConnectionContext>();
    private readonly Task _accepting;
    private int _silent;

    internal PortListener(Socket listener, PrefacedConnections prefaced, ServerOptions options, ILoggerFactory logging)
    {
        _listener = listener;
        _prefaced = prefaced;
        _options = options;
        _logger = logging.CreateLogger("RayNet.Server");
        _connections = new SocketConnectionContextFactory(new SocketConnectionFactoryOptions(), logging.CreateLogger("RayNet.Server.Connections"));
        EndPoint = listener.LocalEndPoint!;
        _accepting = AcceptLoop.RunAsync(listener, Sort, exception => _logger.AcceptFailed(EndPoint, exception), TimeProvider.System, _closing.Token);
    }

    public EndPoint EndPoint { get; }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _http.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_http.Reader.TryRead(out ConnectionContext? connection))
            {
                return connection;
            }
        }

        return null;
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        _http.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        await UnbindAsync().ConfigureAwait(false);
        while (_http.Reader.TryRead(out ConnectionContext? connection))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        _connections.Dispose();
    }

    private void Sort(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            Span<byte> head = stackalloc byte[Preface.Length];
            int count = SocketCalls.TryPeek(socket, head);
            if (count > 0 && head[0] != Preface.First)
            {
                GiveToHttp(socket);
            }
            else if (count == Preface.Length)
            {
                SocketCalls.Receive(socket, head);
                _prefaced.Take(socket, head, wasAwaited: false, _closing.Token);
            }
            else
            {
                _ = AwaitAsync(socket);
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // It was gone before it said anything.
            socket.Dispose();
        }
    }

    /// <summary>The first bytes are not there yet, or cannot be looked at without waiting.</summary>
    private async Task AwaitAsync(Socket socket)
    {
        if (Interlocked.Increment(ref _silent) > _options.MaxConnections)
        {
            Interlocked.Decrement(ref _silent);
            socket.Dispose();
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        limit.CancelAfter(_options.HandshakeTimeout);
        try
        {
            byte[] head = new byte[Preface.Length];
            if (await socket.ReceiveAsync(head.AsMemory(0, 1), SocketFlags.Peek, limit.Token).ConfigureAwait(false) == 0)
            {
                socket.Dispose();
            }
            else if (head[0] != Preface.First)
            {
                GiveToHttp(socket);
            }
            else
            {
                for (int length = 0; length < head.Length;)
                {
                    int count = await socket.ReceiveAsync(head.AsMemory(length), SocketFlags.None, limit.Token).ConfigureAwait(false);
                    length += count > 0 ? count : throw new IOException("The connection ended in its preface.");
                }

                _prefaced.Take(socket, head, wasAwaited: true, _closing.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            socket.Dispose();
        }
        finally
        {
            Interlocked.Decrement(ref _silent);
        }
    }

    private void GiveToHttp(Socket socket)
    {
        if (!_http.Writer.TryWrite(_connections.Create(socket)))
        {
            socket.Dispose();
        }
    }
}
