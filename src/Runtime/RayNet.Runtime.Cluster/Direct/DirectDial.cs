using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Direct;

/// <summary>Links to processes of other nodes by connections of their own: to the node's port, which hands them over.</summary>
internal static class DirectDial
{
    /// <summary>No older peers exist.</summary>
    internal const SslProtocols Protocols = SslProtocols.Tls13 | SslProtocols.Tls12;

    /// <summary>How the connection introduces itself to TLS.</summary>
    internal static readonly SslApplicationProtocol Alpn = new("raynet-link/1");

    /// <exception cref="LinkException">The node cannot be reached, or the process refuses.</exception>
    internal static Task<Link> DialAsync(string address, LinkTicket ticket, ClusterIdentity identity, TimeProvider time, CancellationToken cancellationToken)
    {
        ClusterAddress node = ClusterAddress.Parse(address);
        var target = new DnsEndPoint(node.Host, node.Port);
        byte[] preface = Preface.Create(Preface.Link, ticket.Ticket);
        byte[] secret = Encoding.ASCII.GetBytes(ticket.Secret);
        return ticket.CertificateHash.Length == 0
            ? new LaneDial(target, (byte[])[.. preface, .. secret], identity.ToHello(), LinkOptions.Default, time, cancellationToken).RunAsync()
            : DialSecuredAsync(target, preface, secret, ticket.CertificateHash, identity, time, cancellationToken);
    }

    private static async Task<Link> DialSecuredAsync(DnsEndPoint target, byte[] preface, byte[] secret, string hash, ClusterIdentity identity, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LinkOptions.Default.HandshakeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Socket? socket = null;
        try
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(target, either.Token).ConfigureAwait(false);
            TcpSettings.ApplyTo(socket);
            var stream = new NetworkStream(socket, ownsSocket: true);
            await stream.WriteAsync(preface, either.Token).ConfigureAwait(false);
            var secured = new SslStream(stream, leaveInnerStreamOpen: false);
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = LinkCertificate.Name,
                ApplicationProtocols = [Alpn],
                EnabledSslProtocols = Protocols,
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is not null && string.Equals(Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData())), hash, StringComparison.Ordinal),
            };
            await secured.AuthenticateAsClientAsync(options, either.Token).ConfigureAwait(false);
            var channel = new StreamByteChannel(secured);
            await channel.SendAsync(secret, either.Token).ConfigureAwait(false);
            return await ChannelLink.DialAsync(channel, identity.ToHello(), LinkOptions.Default, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            socket?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new LinkException(LinkError.Broken, $"No connection to a process behind {target.Host}:{target.Port}: {exception.Message}", exception);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }
}
