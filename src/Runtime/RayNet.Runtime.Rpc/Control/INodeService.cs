using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Control;

/// <summary>What nodes ask of each other.</summary>
[RpcService]
internal interface INodeService
{
    /// <summary>Grants a worker of the job, if the node has the resources now.</summary>
    Task<LeaseReply> RequestLeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives leases back.</summary>
    Task ReturnLeaseAsync(LeaseId lease, bool workerIsBad, CancellationToken cancellationToken = default);

    /// <summary>The holder waits for an object: the CPUs of the lease are free until it says otherwise.</summary>
    Task SetBlockedAsync(LeaseId lease, bool blocked, CancellationToken cancellationToken = default);

    /// <summary>A process of the calling node is gone: it gives back nothing that it holds here any more.</summary>
    Task ForgetProcessAsync(ulong process, CancellationToken cancellationToken = default);

    /// <summary>Somebody waits for what a lease of this caller's node holds: its holder, a process of the called node, is asked to give it back.</summary>
    Task ReclaimLeaseAsync(ulong holder, LeaseId lease, CancellationToken cancellationToken = default);

    /// <summary>Where the process is reached on this node.</summary>
    Task<ProcessAddress?> ResolveProcessAsync(ulong process, CancellationToken cancellationToken = default);

    /// <summary>Why a worker of this node was stopped by it, or <see langword="null"/> when it was not.</summary>
    Task<WorkerEnd?> GetWorkerEndAsync(ulong process, CancellationToken cancellationToken = default);

    /// <summary>Everything that the node knows of itself: workers, leases, objects.</summary>
    Task<NodeState> GetStateAsync(CancellationToken cancellationToken = default);

    /// <summary>Tasks of the processes of this node that have not ended; of <paramref name="all"/> nodes, where the caller does not ask them itself.</summary>
    Task<StatePage<TaskInfo>> ListTasksAsync(TaskQuery query, bool all, CancellationToken cancellationToken = default);

    /// <summary>The same tasks, counted.</summary>
    Task<TaskCounts> CountTasksAsync(bool all, CancellationToken cancellationToken = default);

    /// <summary>Actors that processes of this node own; of <paramref name="all"/> nodes, and those that the head knows, where the caller does not ask them itself.</summary>
    Task<StatePage<ActorInfo>> ListActorsAsync(ActorQuery query, bool all, CancellationToken cancellationToken = default);

    /// <summary>Where another node is to read an object from: this node, or one that has it from here or is getting it. <see langword="null"/> where it is not here.</summary>
    /// <param name="id">The object.</param>
    /// <param name="reader">The node that wants it. Others may be told to read from there at once.</param>
    /// <param name="failed">Nodes that it could not read from.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<RemoteObject?> OpenObjectAsync(ObjectId id, NodeId reader, NodeId[] failed, CancellationToken cancellationToken = default);

    /// <summary>Ends the reading: the reader has the object, or does not get it.</summary>
    Task CloseObjectAsync(ObjectId id, NodeId reader, bool hasIt, CancellationToken cancellationToken = default);

    /// <summary>The calling node leaves: this one fetches an object from it, and keeps it in its place. <see langword="false"/> where the object is gone.</summary>
    Task<bool> AdoptObjectAsync(ObjectId id, NodeId from, JobId job, CancellationToken cancellationToken = default);

    /// <summary>A ticket for one connection that carries bytes of objects and nothing else.</summary>
    Task<string> OpenLaneAsync(CancellationToken cancellationToken = default);

    /// <summary>A ticket for a connection to a process of this node; <see langword="null"/> where links to it go through the nodes.</summary>
    Task<LinkTicket?> OpenLinkAsync(ulong process, CancellationToken cancellationToken = default);

    /// <summary>The owner gives the object up.</summary>
    Task FreeObjectsAsync(ObjectId[] ids, CancellationToken cancellationToken = default);

    /// <summary>Lines for a driver of the node. <see langword="false"/> when it has not taken earlier ones yet: they are to be sent again.</summary>
    Task<bool> DeliverLogsAsync(LogDelivery delivery, CancellationToken cancellationToken = default);

    /// <summary>Gets the files of builds, and keeps them until the job has ended: from here another head gets them when the one that has them is gone.</summary>
    Task KeepBuildsAsync(JobId job, string[] builds, CancellationToken cancellationToken = default);

    /// <summary>Completes when everything that workers of the job have printed by now was delivered.</summary>
    Task FlushLogsAsync(JobId job, CancellationToken cancellationToken = default);
}
