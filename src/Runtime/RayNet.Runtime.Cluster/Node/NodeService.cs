using System.Collections.Concurrent;
using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Transfer;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>What other nodes ask of this one.</summary>
internal sealed class NodeService(Func<NodeAgent> agent, Func<ClusterNodes> nodes) : INodeService
{
    private const int LargestChunk = 4 * 1024 * 1024;

    private readonly ConcurrentDictionary<(ObjectId Id, NodeId Reader), PinnedObject> _open = new();

    /// <summary>Nodes that have copies of objects of this one.</summary>
    private readonly ConcurrentDictionary<ObjectId, ConcurrentDictionary<NodeId, bool>> _copies = new();

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

    public Task ReclaimLeaseAsync(ulong holder, LeaseId lease, CancellationToken cancellationToken = default)
    {
        agent().AskForLease(holder, lease);
        return Task.CompletedTask;
    }

    public Task<ProcessAddress?> ResolveProcessAsync(ulong process, CancellationToken cancellationToken = default) => Task.FromResult(agent().FindProcess(process));

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
            store?.Objects ?? 0));
    }

    public async Task<RemoteObject?> OpenObjectAsync(ObjectId id, NodeId reader, CancellationToken cancellationToken = default)
    {
        NodeAgent node = agent();
        NodeObjectStore store = await node.Objects.StartAsync().ConfigureAwait(false);
        PinnedObject? pinned = await store.OpenAsync(id, node.Process, cancellationToken).ConfigureAwait(false);
        if (pinned is null)
        {
            return null;
        }

        _copies.GetOrAdd(id, static _ => new ConcurrentDictionary<NodeId, bool>())[reader] = true;
        if (!_open.TryAdd((id, reader), pinned))
        {
            pinned.Dispose();
        }

        return new RemoteObject(pinned.Size);
    }

    public Task<byte[]> ReadObjectAsync(ObjectId id, long offset, int maxBytes, CancellationToken cancellationToken = default)
    {
        PinnedObject? pinned = _open.FirstOrDefault(item => item.Key.Id == id).Value;
        return Task.FromResult(pinned is null || offset < 0 || offset >= pinned.Size || maxBytes <= 0
            ? []
            : pinned.Read(offset, (int)Math.Min(Math.Min(maxBytes, LargestChunk), pinned.Size - offset)).ToArray());
    }

    public Task CloseObjectAsync(ObjectId id, NodeId reader, CancellationToken cancellationToken = default)
    {
        if (_open.TryRemove((id, reader), out PinnedObject? pinned))
        {
            pinned.Dispose();
        }

        return Task.CompletedTask;
    }

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

    public Task FlushLogsAsync(JobId job, CancellationToken cancellationToken = default) => agent().Logs?.FlushAsync(job, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Frees what other nodes fetched from here.</summary>
    internal async Task FreeCopiesAsync(ObjectId id)
    {
        if (_copies.TryRemove(id, out ConcurrentDictionary<NodeId, bool>? copies))
        {
            foreach (NodeId copy in copies.Keys)
            {
                if (nodes().Find(copy) is { } other)
                {
                    await other.FreeObjectsAsync([id]).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>A reader's node is gone.</summary>
    internal void OnNodeLost(NodeId reader)
    {
        foreach ((ObjectId Id, NodeId Reader) key in _open.Keys.Where(key => key.Reader == reader).ToArray())
        {
            _ = CloseObjectAsync(key.Id, reader);
        }
    }
}
