using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>A node of a cluster, without the server that others reach it by: leases, worker processes and the object store.</summary>
internal interface INodeHost : IAsyncDisposable
{
    /// <summary>What other nodes ask of it. Served from before <see cref="StartAsync"/> until after <see cref="StopAsync"/>.</summary>
    INodeService Service { get; }

    /// <summary>Takes links to the node's processes. Whoever opens one has shown the cluster's token already.</summary>
    ILinkAcceptor Links { get; }

    /// <summary>Completes when the node has ended by itself, with the reason: the head refused it, or told it to stop.</summary>
    Task<string> Ended { get; }

    /// <summary>Whether it ended because the head gave it up, and would take it again under a new id. Holds when <see cref="Ended"/> has completed.</summary>
    bool WasGivenUp { get; }

    /// <summary>Starts the node: it has joined the cluster when this completes.</summary>
    Task StartAsync(NodeHostOptions options, NodeHostContext context, CancellationToken cancellationToken);

    /// <summary>Leaves the cluster and ends the node's processes: asks them first, and kills them when <paramref name="gracePeriod"/> is over.</summary>
    Task StopAsync(string reason, TimeSpan gracePeriod);
}
