using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The other nodes of the cluster.</summary>
internal interface IClusterNodes
{
    void OnView(ClusterView view);

    /// <summary>Grants a worker here or elsewhere.</summary>
    ValueTask<LeaseReply> RequestLeaseAsync(LeaseRequest request, CancellationToken cancellationToken);

    ValueTask ReturnLeaseAsync(LeaseId lease, bool workerIsBad, CancellationToken cancellationToken);

    ValueTask<ProcessAddress?> ResolveAsync(ulong process, NodeId node, CancellationToken cancellationToken);

    /// <summary>The owner gives an object up, here and where copies are.</summary>
    ValueTask FreeObjectAsync(ObjectId id, NodeId holder, CancellationToken cancellationToken);

    /// <summary>Brings an object into this node's store. Returns <see langword="false"/> when nobody has it.</summary>
    ValueTask<bool> PullAsync(NodeObjectStore store, ObjectId id, NodeId holder, CancellationToken cancellationToken);

    /// <summary>Asks a process of another node for a lease.</summary>
    void Reclaim(NodeId node, ulong holder, LeaseId lease);
}
