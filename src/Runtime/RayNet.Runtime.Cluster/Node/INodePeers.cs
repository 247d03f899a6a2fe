using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The other nodes of the cluster.</summary>
internal interface INodePeers
{
    void OnView(ClusterView view);

    /// <summary>Grants a worker here or elsewhere.</summary>
    ValueTask<LeaseReply> RequestLeaseAsync(LeaseRequest request, CancellationToken cancellationToken);

    ValueTask ReturnLeaseAsync(LeaseId lease, bool workerIsBad, CancellationToken cancellationToken);

    ValueTask<ProcessAddress?> ResolveAsync(ulong process, NodeId node, CancellationToken cancellationToken);

    /// <summary>Asks a process of another node for a lease.</summary>
    void Reclaim(NodeId node, ulong holder, LeaseId lease);
}
