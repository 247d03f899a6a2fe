using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>Reaches other nodes of the cluster by the address that they announced.</summary>
internal interface INodePeers
{
    /// <summary>The services of the node at <c>host:port</c>. Connects with the first call, and again when a connection is broken.</summary>
    INodeService GetNode(string address);

    /// <summary>Opens a link to a process of the node at <c>host:port</c>, or to the node itself for 0. The greeting is up to the caller.</summary>
    Task<IByteChannel> OpenLinkAsync(string address, ulong target, CancellationToken cancellationToken);

    /// <summary>The node is gone: its connection is closed.</summary>
    void Forget(string address);
}
