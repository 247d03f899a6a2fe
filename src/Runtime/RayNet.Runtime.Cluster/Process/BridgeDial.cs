using System.Globalization;
using System.Text;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>
/// Reaches processes of other nodes through the own node, which has the only open port of its machine and the keys to the others. What is said
/// first is one line: token, target, and the address of the target's node.
/// </summary>
internal static class BridgeDial
{
    internal const int LongestLine = 1024;

    internal static async Task<Link> DialAsync(string bridge, ClusterIdentity identity, ProcessAddress target, CancellationToken cancellationToken)
    {
        var channel = new FarChannel(await SocketChannel.ConnectAsync(bridge, cancellationToken).ConfigureAwait(false));
        try
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"{identity.Token} {target.Process:x16} {target.NodeAddress}\n");
            await channel.SendAsync(Encoding.ASCII.GetBytes(line), cancellationToken).ConfigureAwait(false);
            (LinkHello peer, FrameParser parser) = await LinkHandshake.DialAsync(channel, identity.ToHello(), LinkOptions.Default, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            return new ChannelLink(channel, parser, peer, LinkOptions.Default);
        }
        catch
        {
            await channel.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
