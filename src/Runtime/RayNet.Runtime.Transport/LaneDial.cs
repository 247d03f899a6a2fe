using System.Net.Sockets;
using System.Security.Authentication;
using RayNet.Runtime.Transport.Rings;

namespace RayNet.Runtime.Transport;

/// <summary>
/// One attempt to connect to a process's socket: on a thread that blocks, since a socket that was ever used asynchronously stays slow.
/// </summary>
/// <param name="target">The socket.</param>
/// <param name="own">The own greeting.</param>
/// <param name="options">Limits.</param>
/// <param name="time">The clock of the greeting's limit.</param>
/// <param name="cancellationToken">Gives up.</param>
internal sealed class LaneDial(LaneTarget target, LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<Link> _dialed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal async Task<Link> RunAsync()
    {
        cancellationToken.ThrowIfCancellationRequested();

        // A connect waits in the queue of a process that does not run. Its thread may wait longer than the caller.
        using CancellationTokenRegistration canceled = cancellationToken.UnsafeRegister(static (dial, token) => ((LaneDial)dial!)._dialed.TrySetCanceled(token), this);
        using ITimer limit = time.CreateTimer(static dial => ((LaneDial)dial!).GiveUp(), this, options.HandshakeTimeout, Timeout.InfiniteTimeSpan);
        LinkThreads.Run(() => _ = ConnectAsync());
        return await _dialed.Task.ConfigureAwait(false);
    }

    private void GiveUp() => _dialed.TrySetException(new LinkException(
        LinkError.TimedOut,
        $"The process that listens at {target} did not take the connection and answer within {options.HandshakeTimeout.TotalSeconds:0.#} s."));

    private async Task ConnectAsync()
    {
        Socket? socket = null;
        try
        {
            socket = target.Address is UnixDomainSocketEndPoint ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(target.Address);
            if (socket.ProtocolType == ProtocolType.Tcp)
            {
                TcpSettings.ApplyTo(socket);
            }

            await new BlockingSocketChannel(socket).SendAsync(target.Preface, cancellationToken).ConfigureAwait(false);
            TlsFilter? tls = target.Tls is null ? null : new TlsFilter(socket);
            tls?.AuthenticateAsClient(target.Tls!, options.HandshakeTimeout);
            var channel = new BlockingSocketChannel(socket, tls);
            await channel.SendAsync(target.Secret, cancellationToken).ConfigureAwait(false);
            (LinkHello peer, FrameParser parser) = await LinkHandshake.DialAsync(channel, own with { HasRings = target.Address is UnixDomainSocketEndPoint && RingPair.IsSupported }, options, time, cancellationToken).ConfigureAwait(false);
            Wire wire = peer.HasRings ? new RingWire(socket, RingPair.Send(socket)) : new SocketWire(socket, tls);
            if (_dialed.TrySetResult(new BlockingLink(wire, parser, peer, options)))
            {
                return;
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The connection was ended for that, and whatever was doing then failed in its own way.
            _dialed.TrySetCanceled(cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or AuthenticationException or IOException and not LinkException)
        {
            _dialed.TrySetException(new LinkException(LinkError.Broken, $"No process listens at {target}: {exception.Message}", exception));
        }
        catch (Exception exception)
        {
            _dialed.TrySetException(exception);
        }

        socket?.Dispose();
    }
}
