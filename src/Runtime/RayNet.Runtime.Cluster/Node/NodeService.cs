using RayNet.Runtime.Cluster.Direct;
using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>What other nodes ask of this one.</summary>
internal sealed class NodeService(Func<NodeAgent> agent, Func<ClusterNodes> nodes, Func<DirectLinks?> direct, Func<KeptBuilds> kept) : INodeService
{
    public Task<LeaseReply> RequestLeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default) =>
        nodes().RequestLeaseAsync(request with { Hops = Math.Max(1, request.Hops) }, cancellationToken).AsTask();

    public Task ReturnLeaseAsync(LeaseId lease, bool workerIsBad, CancellationToken cancellationToken = default)
    {
        agent().Scheduler.Return(lease, workerIsBad);
        return Task.CompletedTask;
    }

    public Task SetBlockedAsync(LeaseId lease, bool blocked, CancellationToken cancellationToken = default)
    {
        agent().Scheduler.SetBlocked(lease, blocked);
        return Task.CompletedTask;
    }

    public Task ForgetProcessAsync(ulong process, CancellationToken cancellationToken = default)
    {
        agent().Scheduler.OnProcessLost(process);
        return Task.CompletedTask;
    }

    public Task ReclaimLeaseAsync(ulong holder, LeaseId lease, CancellationToken cancellationToken = default)
    {
        agent().AskForLease(holder, lease);
        return Task.CompletedTask;
    }

    public Task<ProcessAddress?> ResolveProcessAsync(ulong process, CancellationToken cancellationToken = default) => Task.FromResult(agent().FindProcess(process));

    public Task<WorkerEnd?> GetWorkerEndAsync(ulong process, CancellationToken cancellationToken = default) => Task.FromResult(agent().FindEnd(process));

    public Task<NodeState> GetStateAsync(CancellationToken cancellationToken = default)
    {
        NodeAgent node = agent();
        StoreStatistics? store = node.Objects.Started?.Directory.GetStatistics();
        StoredObjectState[] objects = node.Objects.Started is { } started
            ? [.. started.Directory.List(1000).Select(static item => new StoredObjectState(item.Id, item.Size, item.State.ToString(), item.Owner, item.Pins.Values.Sum(), item.IsPrimary))]
            : [];
        return Task.FromResult(new NodeState(
            node.Info,
            node.Scheduler.Snapshot(available: true),
            node.Workers.States(),
            objects,
            store?.Used ?? 0,
            store?.Capacity ?? node.Objects.Capacity,
            store?.SpilledBytes ?? 0,
            store?.Objects ?? 0,
            node.Attempts.List()));
    }

    public Task<StatePage<TaskInfo>> ListTasksAsync(TaskQuery query, bool all, CancellationToken cancellationToken = default) => agent().Queries.ListTasksAsync(query, all, cancellationToken);

    public Task<TaskCounts> CountTasksAsync(bool all, CancellationToken cancellationToken = default) => agent().Queries.CountTasksAsync(all, cancellationToken);

    public Task<StatePage<ActorInfo>> ListActorsAsync(ActorQuery query, bool all, CancellationToken cancellationToken = default) => agent().Queries.ListActorsAsync(query, all, cancellationToken);

    public async Task<RemoteObject?> OpenObjectAsync(ObjectId id, NodeId reader, NodeId[] failed, CancellationToken cancellationToken = default)
    {
        NodeAgent node = agent();
        NodeObjectStore store = await node.Objects.StartAsync().ConfigureAwait(false);
        if (nodes().Transfers.IsArriving(id)
            || !await store.Directory.WhenSealedAsync(id, cancellationToken).ConfigureAwait(false)
            || store.Directory.SizeOf(id) is not { } size)
        {
            return null;
        }

        (NodeId source, NodeId[] holders) = node.Objects.Copies.Assign(id, reader, failed);
        return new RemoteObject(size, source, holders);
    }

    public Task CloseObjectAsync(ObjectId id, NodeId reader, bool hasIt, CancellationToken cancellationToken = default)
    {
        agent().Objects.Copies.End(id, reader, hasIt);
        return Task.CompletedTask;
    }

    public Task<bool> AdoptObjectAsync(ObjectId id, NodeId from, JobId job, CancellationToken cancellationToken = default) => agent().Objects.AdoptAsync(id, from, job, cancellationToken);

    public Task<string> OpenLaneAsync(CancellationToken cancellationToken = default) => Task.FromResult(nodes().Transfers.IssueTicket());

    public Task<LinkTicket?> OpenLinkAsync(ulong process, CancellationToken cancellationToken = default) => Task.FromResult(direct()?.Issue(process));

    public async Task FreeObjectsAsync(ObjectId[] ids, CancellationToken cancellationToken = default)
    {
        foreach (ObjectId id in ids)
        {
            agent().Objects.Free(id);
            await FreeCopiesAsync(id).ConfigureAwait(false);
        }
    }

    public Task<bool> DeliverLogsAsync(LogDelivery delivery, CancellationToken cancellationToken = default) =>
        agent().Logs is { } logs ? logs.DeliverAsync(delivery, cancellationToken) : Task.FromResult(false);

    public Task KeepBuildsAsync(JobId job, string[] builds, CancellationToken cancellationToken = default) => kept().KeepAsync(job, builds, cancellationToken);

    public Task FlushLogsAsync(JobId job, CancellationToken cancellationToken = default) => agent().Logs?.FlushAsync(job, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Frees what other nodes fetched from here.</summary>
    internal async Task FreeCopiesAsync(ObjectId id)
    {
        foreach (NodeId copy in agent().Objects.Copies.Take(id))
        {
            if (nodes().Find(copy) is { } other)
            {
                await other.FreeObjectsAsync([id]).ConfigureAwait(false);
            }
        }
    }
}
