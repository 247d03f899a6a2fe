using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Direct;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>A driver's connections to nodes, with the protection that the first one has.</summary>
internal sealed class FarChannels(ClusterChannel first) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ClusterChannel> _channels = new(StringComparer.OrdinalIgnoreCase) { [first.Address.HostAndPort] = first };

    /// <summary>A link to a process behind a node's port.</summary>
    /// <exception cref="LinkException">The node cannot be reached, or it or the process refuses.</exception>
    internal async Task<Link> DialAsync(ClusterIdentity identity, ProcessAddress target, TimeProvider time, CancellationToken cancellationToken)
    {
        ClusterChannel node = Find(target.NodeAddress);
        LinkTicket? ticket = await AskAsync(node, target.Process, cancellationToken).ConfigureAwait(false);
        return await DirectDial.TryDialAsync(target.NodeAddress, ticket, identity, time, cancellationToken).ConfigureAwait(false)
            ?? await node.DialAsync(new LinkRequest(target.Process, "process"), identity.ToHello(), LinkOptions.Default, time, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<LinkTicket?> AskAsync(ClusterChannel node, ulong process, CancellationToken cancellationToken)
    {
        try
        {
            return await node.Node.OpenLinkAsync(process, cancellationToken).ConfigureAwait(false);
        }
        catch (RayException)
        {
            // The dial that follows says why.
            return null;
        }
    }

    private ClusterChannel Find(string address)
    {
        lock (_gate)
        {
            if (!_channels.TryGetValue(address, out ClusterChannel? channel))
            {
                channel = ClusterChannel.ToPeer(ClusterAddress.Parse(address), first.Credentials, first.IsTls, default, ConnectionOptions.Default);
                _channels.Add(address, channel);
            }

            return channel;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (ClusterChannel channel in _channels.Values)
            {
                channel.Dispose();
            }

            _channels.Clear();
        }
    }
}
