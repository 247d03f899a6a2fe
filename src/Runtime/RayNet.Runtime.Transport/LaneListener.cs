using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>The socket by which other processes of the machine reach this one.</summary>
internal sealed class LaneListener : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Func<LinkHello, LinkHello> _decide;
    private readonly Action<Link> _accepted;
    private readonly LinkOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    private LaneListener(Socket socket, string path, Func<LinkHello, LinkHello> decide, Action<Link> accepted, LinkOptions options, TimeProvider time)
    {
        _socket = socket;
        Path = path;
        _decide = decide;
        _accepted = accepted;
        _options = options;
        _time = time;
        _accepting = AcceptAsync();
    }

    internal string Path { get; }

    /// <summary>Listens at a path that nothing listens at yet. The folder's mode keeps other users out.</summary>
    /// <param name="path">The path of the socket.</param>
    /// <param name="decide">Gives the own greeting for a peer's, or throws why it is refused.</param>
    /// <param name="accepted">Gets each new link, not started.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">The clock of the greeting's limit.</param>
    internal static LaneListener Start(string path, Func<LinkHello, LinkHello> decide, Action<Link> accepted, LinkOptions options, TimeProvider time)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen(512);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new LaneListener(socket, path, decide, accepted, options, time);
    }

    /// <summary>Connects to a listener.</summary>
    /// <exception cref="LinkException">Nothing listens there, or it refuses.</exception>
    internal static async Task<Link> DialAsync(string path, LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            (LinkHello peer, FrameParser parser) = await LinkHandshake.DialAsync(new SocketChannel(socket), own, options, time, cancellationToken).ConfigureAwait(false);
            return new SocketLink(socket, parser, peer, options);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new LinkException(LinkError.Broken, $"No process listens at {path}: {exception.Message}", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        File.Delete(Path);
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _socket.AcceptAsync(_closing.Token).ConfigureAwait(false);
                _ = GreetAsync(socket);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // One connection failed before it was taken; the next may not.
            }
        }
    }

    private async Task GreetAsync(Socket socket)
    {
        try
        {
            (LinkHello peer, FrameParser parser) = await LinkHandshake.AcceptAsync(new SocketChannel(socket), _decide, _options, _time, _closing.Token).ConfigureAwait(false);
            _accepted(new SocketLink(socket, parser, peer, _options));
        }
        catch (Exception exception) when (exception is LinkException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side has been told; the server goes on.
            socket.Dispose();
        }
    }
}
