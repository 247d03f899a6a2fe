using System.Globalization;
using System.Text;
using RayNet.Runtime.Cluster.Direct;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>
/// Reaches processes of other nodes with the help of the own node, which has the keys to the others. What is said to it
/// first is one line: token, target, and the address of the target's node. It answers by the way there, or is the way itself.
/// </summary>
internal static class BridgeDial
{
    internal const int LongestLine = 1024;

    private const string AskForTicket = "ticket";

    internal static async Task<Link> DialAsync(string bridge, ClusterIdentity identity, ProcessAddress target, TimeProvider time, CancellationToken cancellationToken)
    {
        LinkTicket? ticket = await AskAsync(bridge, identity, target, cancellationToken).ConfigureAwait(false);
        if (await DirectDial.TryDialAsync(target.NodeAddress, ticket, identity, time, cancellationToken).ConfigureAwait(false) is { } direct)
        {
            return direct;
        }

        var channel = new FarChannel(await SocketChannel.ConnectAsync(bridge, cancellationToken).ConfigureAwait(false));
        await SendLineAsync(channel, identity, target, string.Empty, cancellationToken).ConfigureAwait(false);
        return await ChannelLink.DialAsync(channel, identity.ToHello(), LinkOptions.Default, time, cancellationToken).ConfigureAwait(false);
    }

    internal static string ToLine(LinkTicket? ticket) => ticket is null ? "\n" : $"{ticket.Ticket} {ticket.Secret} {ticket.CertificateHash}\n";

    /// <summary>Reads a line, or nothing where it is too long or does not end.</summary>
    internal static async Task<string> ReadLineAsync(IByteChannel channel, CancellationToken cancellationToken)
    {
        // Byte by byte: what follows the line belongs to the link.
        var line = new StringBuilder();
        byte[] one = new byte[1];
        while (line.Length < LongestLine && await channel.ReceiveAsync(one, cancellationToken).ConfigureAwait(false) == 1)
        {
            if (one[0] == (byte)'\n')
            {
                return line.ToString();
            }

            line.Append((char)one[0]);
        }

        return string.Empty;
    }

    private static async Task<LinkTicket?> AskAsync(string bridge, ClusterIdentity identity, ProcessAddress target, CancellationToken cancellationToken)
    {
        try
        {
            SocketChannel channel = await SocketChannel.ConnectAsync(bridge, cancellationToken).ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                await SendLineAsync(channel, identity, target, " " + AskForTicket, cancellationToken).ConfigureAwait(false);
                string[] parts = (await ReadLineAsync(channel, cancellationToken).ConfigureAwait(false)).Split(' ');
                return parts.Length == 3 ? new LinkTicket(parts[0], parts[1], parts[2]) : null;
            }
        }
        catch (IOException)
        {
            // The other node could not be asked; the dial that follows says why.
            return null;
        }
    }

    private static ValueTask SendLineAsync(IByteChannel channel, ClusterIdentity identity, ProcessAddress target, string what, CancellationToken cancellationToken) =>
        channel.SendAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{identity.Token} {target.Process:x16} {target.NodeAddress}{what}\n")), cancellationToken);
}
