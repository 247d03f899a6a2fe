using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>Reaches other nodes of the cluster by the address that they announced.</summary>
internal interface INodeChannels
{
    /// <summary>Whether stores of nodes on the same machine may be read where they lie.</summary>
    bool ReadsNearStores { get; }

    /// <summary>The services of the node at <c>host:port</c>. Connects with the first call, and again when a connection is broken.</summary>
    INodeService GetNode(string address);

    /// <summary>A ticket for a connection straight to a process of the node at <c>host:port</c>; <see langword="null"/> where links to it go through the nodes.</summary>
    Task<LinkTicket?> OpenLinkAsync(string address, ulong process, CancellationToken cancellationToken);

    /// <summary>Opens a link to a process of the node at <c>host:port</c>, or to the node itself, and greets it.</summary>
    /// <exception cref="LinkException">The node cannot be reached, or it or the process refuses.</exception>
    Task<Link> DialAsync(string address, LinkRequest request, LinkHello own, LinkOptions options, CancellationToken cancellationToken);

    /// <summary>Opens a stream to a process of the node at <c>host:port</c>, for somebody else who greets over it.</summary>
    IByteChannel Open(string address, LinkRequest request);

    /// <summary>Opens a connection of its own to the node at <c>host:port</c>, by a ticket that the node gave: for bytes in bulk.</summary>
    /// <exception cref="IOException">The node cannot be reached or believed.</exception>
    Task<IByteChannel> DialLaneAsync(string address, string ticket, CancellationToken cancellationToken);

    /// <summary>The node is gone: its connection is closed.</summary>
    void Forget(string address);
}
