using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>
/// One attempt to connect to a process's socket: on a thread that blocks, since a socket that was ever used asynchronously stays slow.
/// </summary>
internal sealed class LaneDial(string path, LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<Link> _dialed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal async Task<Link> RunAsync()
    {
        UnixDomainSocketEndPoint address = LaneListener.Address(path);
        cancellationToken.ThrowIfCancellationRequested();

        // A connect waits in the queue of a process that does not run. Its thread may wait longer than the caller.
        using CancellationTokenRegistration canceled = cancellationToken.UnsafeRegister(static (dial, token) => ((LaneDial)dial!)._dialed.TrySetCanceled(token), this);
        using ITimer limit = time.CreateTimer(static dial => ((LaneDial)dial!).GiveUp(), this, options.HandshakeTimeout, Timeout.InfiniteTimeSpan);
        LinkThreads.Run(() => _ = ConnectAsync(address));
        return await _dialed.Task.ConfigureAwait(false);
    }

    private void GiveUp() => _dialed.TrySetException(new LinkException(
        LinkError.TimedOut,
        $"The process that listens at {path} did not take the connection and answer within {options.HandshakeTimeout.TotalSeconds:0.#} s."));

    private async Task ConnectAsync(UnixDomainSocketEndPoint address)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(address);
            (LinkHello peer, FrameParser parser) = await LinkHandshake.DialAsync(new BlockingSocketChannel(socket), own, options, time, cancellationToken).ConfigureAwait(false);
            if (_dialed.TrySetResult(new SocketLink(socket, parser, peer, options)))
            {
                return;
            }
        }
        catch (SocketException exception)
        {
            _dialed.TrySetException(new LinkException(LinkError.Broken, $"No process listens at {path}: {exception.Message}", exception));
        }
        catch (Exception exception)
        {
            _dialed.TrySetException(exception);
        }

        socket?.Dispose();
    }
}
