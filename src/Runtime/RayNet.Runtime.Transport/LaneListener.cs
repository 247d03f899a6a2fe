using System.Net.Sockets;
using RayNet.Runtime.Transport.Rings;

namespace RayNet.Runtime.Transport;

/// <summary>The socket by which other processes of the machine reach this one.</summary>
internal sealed class LaneListener : IAsyncDisposable
{
    /// <summary>Each greeting has a thread while it lasts. Further connections wait in the queue of the socket.</summary>
    private const int GreetingsAtOnce = 64;

    private const int Queue = 512;

    /// <summary>How long to wait when connections cannot be accepted, as when no file descriptor is left.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly Func<LinkHello, LinkHello> _decide;
    private readonly Action<Link> _accepted;
    private readonly LinkOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _greetings = new(GreetingsAtOnce);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;
    private int _disposed;

    private LaneListener(Socket socket, string path, Func<LinkHello, LinkHello> decide, Action<Link> accepted, LinkOptions options, TimeProvider time)
    {
        _socket = socket;
        Path = path;
        _decide = decide;
        _accepted = accepted;
        _options = options;
        _time = time;
        _accepting = Task.Run(AcceptAsync);
    }

    internal string Path { get; }

    /// <summary>Listens at a path that nothing listens at yet. The folder's mode keeps other users out.</summary>
    /// <param name="path">The path of the socket.</param>
    /// <param name="decide">Gives the own greeting for a peer's, or throws why it is refused. Called by several threads at once.</param>
    /// <param name="accepted">Gets each new link, not started. Called by several threads at once.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">The clock of the greeting's limit.</param>
    /// <exception cref="LinkException">Another process listens there, or the path is none for a socket.</exception>
    internal static LaneListener Start(string path, Func<LinkHello, LinkHello> decide, Action<Link> accepted, LinkOptions options, TimeProvider time)
    {
        UnixDomainSocketEndPoint address = Address(path);
        Socket? socket = null;
        try
        {
            socket = Bind(address, path);
            socket.Listen(Queue);
            return new LaneListener(socket, path, decide, accepted, options, time);
        }
        catch (SocketException exception)
        {
            socket?.Dispose();
            throw new LinkException(LinkError.Broken, $"The socket {path} cannot be made: {exception.Message}", exception);
        }
    }

    /// <summary>Connects to a listener.</summary>
    /// <exception cref="LinkException">Nothing listens there, or it refuses.</exception>
    internal static Task<Link> DialAsync(string path, LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        new LaneDial(new LaneTarget(Address(path)), own, options, time, cancellationToken).RunAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            await _closed.Task.ConfigureAwait(false);
            return;
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        SocketFile.Delete(Path);
        await _accepting.ConfigureAwait(false);
        for (int greeting = 0; greeting < GreetingsAtOnce; greeting++)
        {
            await _greetings.WaitAsync().ConfigureAwait(false);
        }

        _closed.SetResult();
    }

    internal static UnixDomainSocketEndPoint Address(string path)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentException exception)
        {
            throw new LinkException(LinkError.Broken, $"'{path}' cannot be the path of a socket: {exception.Message} Use a folder with a shorter path.", exception);
        }
    }

    private static Socket Bind(UnixDomainSocketEndPoint address, string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            try
            {
                socket.Bind(address);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse && IsLeftOver(address))
            {
                File.Delete(path);
                socket.Bind(address);
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether the process that listened there is gone.</summary>
    private static bool IsLeftOver(UnixDomainSocketEndPoint address)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(address);
            return false;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                await _greetings.WaitAsync(_closing.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            Socket? socket = await TryAcceptAsync().ConfigureAwait(false);
            if (socket is null)
            {
                _greetings.Release();
            }
            else
            {
                LinkThreads.Run(() => _ = GreetAsync(socket));
            }
        }
    }

    private async Task<Socket?> TryAcceptAsync()
    {
        try
        {
            return await _socket.AcceptAsync(_closing.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
        catch (SocketException exception)
        {
            if (!_closing.IsCancellationRequested)
            {
                LinkLog.AcceptFailed(_options.Logger, Path, exception);
                await Task.Delay(Pause, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return null;
        }
    }

    private LinkHello Decide(LinkHello peer) => _decide(peer) with { HasRings = peer.HasRings && RingPair.IsSupported };

    /// <summary>Runs on a thread of its own, from begin to end.</summary>
    private async Task GreetAsync(Socket socket)
    {
        try
        {
            (LinkHello peer, FrameParser parser) = await LinkHandshake.AcceptAsync(new BlockingSocketChannel(socket), Decide, _options, _time, _closing.Token).ConfigureAwait(false);
            Wire wire = peer.HasRings && RingPair.IsSupported ? new RingWire(socket, RingPair.Receive(socket)) : new SocketWire(socket);
            var link = new BlockingLink(wire, parser, peer, _options);
            try
            {
                _accepted(link);
            }
            catch (Exception exception)
            {
                LinkLog.TakeFailed(_options.Logger, $"process {peer.Process:x16} (pid {peer.ProcessId})", exception);
                link.Close(LinkError.Refused, "The process could not take the link.");
            }
        }
        catch (Exception exception)
        {
            // The other side has been told; the server goes on.
            LinkLog.Refused(_options.Logger, exception.Message);
            socket.Dispose();
        }
        finally
        {
            _greetings.Release();
        }
    }
}
