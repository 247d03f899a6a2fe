namespace RayNet.Runtime.Control;

/// <summary>What a driver or worker asks of its own node. One instance for each process; in the node's own process it is called directly.</summary>
[RayNet.Runtime.Rpc.RpcService]
internal interface INodeApi
{
    /// <summary>Asks for a worker. With <see cref="LeaseRequest.Wait"/> the answer comes when there is one.</summary>
    ValueTask<LeaseReply> RequestLeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives a lease back.</summary>
    ValueTask ReturnLeaseAsync(LeaseId lease, bool workerIsBad, CancellationToken cancellationToken = default);

    /// <summary>The work of a lease waits for an object: its CPUs are free until it goes on.</summary>
    ValueTask SetBlockedAsync(LeaseId lease, bool blocked, CancellationToken cancellationToken = default);

    /// <summary>Where a process is reached, or <see langword="null"/> when it is gone.</summary>
    ValueTask<ProcessAddress?> ResolveAsync(ulong process, NodeId node, CancellationToken cancellationToken = default);

    /// <summary>Why a worker was stopped by its node, or <see langword="null"/> when it was not.</summary>
    ValueTask<WorkerEnd?> GetWorkerEndAsync(ulong process, NodeId node, CancellationToken cancellationToken = default);

    /// <summary>Attempts of tasks of the caller, for those who ask the node. Those that were told before and have ended come again.</summary>
    ValueTask ReportAttemptsAsync(TaskAttemptState[] attempts, CancellationToken cancellationToken = default);

    /// <summary>Tasks of the whole cluster that have not ended.</summary>
    ValueTask<StatePage<TaskInfo>> ListTasksAsync(TaskQuery query, CancellationToken cancellationToken = default);

    /// <summary>The same tasks, counted.</summary>
    ValueTask<TaskCounts> CountTasksAsync(CancellationToken cancellationToken = default);

    /// <summary>Actors of the whole cluster.</summary>
    ValueTask<StatePage<ActorInfo>> ListActorsAsync(ActorQuery query, CancellationToken cancellationToken = default);

    /// <summary>How to map the node's object store.</summary>
    ValueTask<StoreInfo> OpenStoreAsync(CancellationToken cancellationToken = default);

    /// <summary>Space for a new object; waits while the store is full.</summary>
    /// <returns>The offset in the store's segment.</returns>
    ValueTask<long> CreateObjectAsync(ObjectId id, long size, ulong owner, CancellationToken cancellationToken = default);

    /// <summary>The object is written and never changes again. With <paramref name="pin"/> it stays in memory until the caller unpins it.</summary>
    ValueTask SealObjectAsync(ObjectId id, bool pin, CancellationToken cancellationToken = default);

    /// <summary>The object is not going to be written.</summary>
    ValueTask AbortObjectAsync(ObjectId id, CancellationToken cancellationToken = default);

    /// <summary>Where an object is, pinned for the caller; fetched from <paramref name="holder"/> when it is not on this node. <see langword="null"/> when it is lost.</summary>
    ValueTask<StoreExtent?> GetObjectAsync(ObjectId id, NodeId holder, CancellationToken cancellationToken = default);

    /// <summary>Gives pins back.</summary>
    ValueTask UnpinObjectAsync(ObjectId id, int count, CancellationToken cancellationToken = default);

    /// <summary>The owner gives objects up, on whatever node they are.</summary>
    ValueTask FreeObjectAsync(ObjectId id, NodeId holder, CancellationToken cancellationToken = default);

    /// <summary>Bytes of an object, for a process that cannot map the store.</summary>
    ValueTask<byte[]> ReadObjectAsync(ObjectId id, long offset, int maxBytes, CancellationToken cancellationToken = default);

    /// <summary>What workers of the job printed since the last question, on any node; waits until there is something.</summary>
    ValueTask<LogPage> ReadLogsAsync(CancellationToken cancellationToken = default);

    /// <summary>The driver is about to end: what its workers have printed by now comes, and then the last page.</summary>
    /// <returns>Whether everything came; a node may not have answered in time.</returns>
    ValueTask<bool> EndLogsAsync(CancellationToken cancellationToken = default);
}
