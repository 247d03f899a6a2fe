using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>Takes links from elsewhere to processes of this node. The caller has shown the cluster's token already.</summary>
internal interface ILinkAcceptor
{
    /// <summary>Serves one link, its greeting included, until either side ends it. The channel is closed when this completes.</summary>
    Task AcceptAsync(LinkRequest request, IByteChannel channel, CancellationToken cancellationToken);
}
