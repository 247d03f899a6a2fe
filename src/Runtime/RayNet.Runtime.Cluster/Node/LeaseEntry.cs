using RayNet.Runtime.Cluster.Node.Sharing;
using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Sharing;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>A lease that was granted. Guarded by the node's lock.</summary>
internal sealed class LeaseEntry(LeaseId id, LeaseRequest request, ResourceDemand demand, WorkerEntry worker, NodeResources account)
{
    internal LeaseId Id { get; } = id;

    internal LeaseRequest Request { get; } = request;

    internal ResourceDemand Demand { get; } = demand;

    /// <summary>The GPUs that it holds, or holds a part of.</summary>
    internal IReadOnlyList<string> Gpus { get; init; } = [];

    /// <summary>What these are of: the node, or a bundle.</summary>
    internal required GpuAccount GpuAccount { get; init; }

    internal WorkerEntry Worker { get; } = worker;

    /// <summary>What its resources are of: the node, or a bundle.</summary>
    internal NodeResources Account { get; } = account;

    /// <summary>What it gave back while its work waits.</summary>
    internal ResourceDemand? Lent { get; set; }

    /// <summary>Its job's account.</summary>
    internal required JobShare Share { get; init; }

    /// <summary>Whether its resources are those of the node, and not of a bundle, which its group has paid for.</summary>
    internal bool IsCharged { get; init; }

    /// <summary>As policies see it.</summary>
    internal ShareHolding Holding => new(Id.Number, Share.Job, Share.Team.Name, Share.Priority, Demand, Worker.Process, Request.IsRetriable && IsCharged, Request.ForActor);

    /// <summary>Its holder was asked to give it back.</summary>
    internal bool IsReclaimed { get; set; }
}
