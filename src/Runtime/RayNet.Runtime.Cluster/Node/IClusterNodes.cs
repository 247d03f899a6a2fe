using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The other nodes of the cluster.</summary>
internal interface IClusterNodes
{
    void OnView(ClusterView view);

    /// <summary>Grants a worker here or elsewhere.</summary>
    ValueTask<LeaseReply> RequestLeaseAsync(LeaseRequest request, CancellationToken cancellationToken);

    ValueTask ReturnLeaseAsync(LeaseId lease, bool workerIsBad, CancellationToken cancellationToken);

    ValueTask<ProcessAddress?> ResolveAsync(ulong process, NodeId node, CancellationToken cancellationToken);

    /// <summary>Why a worker of another node was stopped by it.</summary>
    ValueTask<WorkerEnd?> GetWorkerEndAsync(ulong process, NodeId node, CancellationToken cancellationToken);

    /// <summary>All other nodes that were not given up, also those that may not answer.</summary>
    IEnumerable<(NodeId Id, INodeService Service)> Services();

    /// <summary>The owner gives an object up, here and where copies are.</summary>
    ValueTask FreeObjectAsync(ObjectId id, NodeId holder, CancellationToken cancellationToken);

    /// <summary>Brings an object into this node's store and pins it for a process; <see langword="null"/> when nobody has it.</summary>
    ValueTask<ObjectLocation?> GetObjectAsync(NodeObjectStore store, ObjectId id, NodeId holder, ulong process, bool isGet, CancellationToken cancellationToken);

    /// <summary>A process of this node is gone: what it held on other nodes comes free.</summary>
    void OnProcessLost(ulong process);

    /// <summary>Asks a process of another node for a lease.</summary>
    void Reclaim(NodeId node, ulong holder, LeaseId lease);
}
