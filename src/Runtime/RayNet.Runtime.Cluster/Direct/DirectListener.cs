using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Direct;

/// <summary>Takes links from other machines' processes over connections that the node hands over.</summary>
internal sealed class DirectListener(ClusterIdentity identity, Action<Link> accepted, TimeProvider time)
{
    /// <summary>Listens beside the process's own socket; <see langword="null"/> where that is not possible.</summary>
    internal static HandoverListener? TryStart(ClusterIdentity identity, Action<Link> accepted, TimeProvider time)
    {
        var listener = new DirectListener(identity, accepted, time);
        return HandoverListener.TryStart(identity.Lane, (socket, line) => _ = listener.AcceptAsync(socket, line));
    }

    /// <summary>On the thread that calls, which blocks: a socket that was ever used asynchronously stays slow.</summary>
    private async Task AcceptAsync(Socket socket, string line)
    {
        try
        {
            if (Handover.Read(line) is not { } handover || handover.Token != identity.Token)
            {
                socket.Dispose();
                return;
            }

            TcpSettings.ApplyTo(socket);
            TlsFilter? tls = null;
            if (handover.Certificate.Length > 0)
            {
                using X509Certificate2 certificate = LinkCertificate.Open(handover.Certificate, handover.Key);
                tls = new TlsFilter(socket);
                tls.AuthenticateAsServer(LinkTls.ServerOptions(certificate), LinkOptions.Default.HandshakeTimeout);
            }

            var channel = new BlockingSocketChannel(socket, tls);
            await CheckAsync(channel, handover).ConfigureAwait(false);
            (LinkHello peer, FrameParser parser) = await LinkHandshake.AcceptAsync(channel, Greet, LinkOptions.Default, time, CancellationToken.None).ConfigureAwait(false);
            accepted(new BlockingLink(new SocketWire(socket, tls), parser, peer, LinkOptions.Default));
        }
        catch (Exception exception) when (exception is IOException or RayException or SocketException or OperationCanceledException or ObjectDisposedException or CryptographicException or AuthenticationException)
        {
            // Whoever connects sees the end, and comes by way of the nodes.
            socket.Dispose();
        }
    }

    private async Task CheckAsync(IByteChannel channel, Handover handover)
    {
        using var limit = new CancellationTokenSource(LinkOptions.Default.HandshakeTimeout, time);
        byte[] secret = new byte[Preface.TicketLength];
        if (!await channel.FillAsync(secret, limit.Token).ConfigureAwait(false) || !CryptographicOperations.FixedTimeEquals(secret, Encoding.ASCII.GetBytes(handover.Secret)))
        {
            throw new LinkException(LinkError.Unauthorized, "The secret does not open this connection.");
        }
    }

    private LinkHello Greet(LinkHello peer) =>
        peer.Token == identity.Token ? identity.ToHello() : throw new LinkException(LinkError.Unauthorized, "The token does not open this process.");
}
