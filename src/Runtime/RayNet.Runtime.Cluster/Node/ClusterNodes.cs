using System.Collections.Concurrent;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Cluster.Transfer;
using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>
/// The other nodes, as this one sees them: a request that does not fit here spills over to one where it does, and objects are fetched from where
/// they are. The view is the head's, which tells of changes; a decision by an old view costs one question more.
/// </summary>
internal sealed class ClusterNodes : IClusterNodes
{
    /// <summary>How long the head is waited for where its answer may not matter.</summary>
    private static readonly TimeSpan HeadPatience = TimeSpan.FromSeconds(2);

    /// <summary>How many nodes are asked to take an object over.</summary>
    private const int MostOffered = 3;

    private readonly NodeAgent _node;
    private readonly INodeChannels _peers;
    private readonly NodeView _view;
    private readonly LeaseRouter _router;
    private readonly RemoteHolders _holders;
    private readonly ConcurrentDictionary<NodeId, NodeRecord> _nodes = new();

    /// <summary>Those that the head said are gone: no later answer to an earlier question brings them back.</summary>
    private readonly ConcurrentDictionary<NodeId, bool> _gone = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ClusterNodes(NodeAgent node, INodeChannels peers)
    {
        _node = node;
        _peers = peers;
        _view = new NodeView(node);
        _holders = new RemoteHolders(process => node.FindProcess(process) is not null, Find);
        _router = new LeaseRouter(node, _view, _holders, Find, () => Volatile.Read(ref _changed).Task, AskHeadAsync);
    }

    /// <summary>Objects from and to other nodes.</summary>
    internal ObjectTransfers Transfers { get; set; } = null!;

    public void OnView(ClusterView view)
    {
        foreach (NodeRecord record in view.Nodes)
        {
            if (record.Liveness == NodeLiveness.Dead)
            {
                _gone[record.Info.Id] = true;
                _view.Remove(record.Info.Id);
                _node.Scheduler.OnNodeLost(record.Info.Id);
                if (_nodes.TryRemove(record.Info.Id, out NodeRecord? dead))
                {
                    _peers.Forget(dead.Info.Address);
                    Transfers.OnNodeLost(dead);
                    _node.OnNodeLost(dead.Info.Id);
                }
            }
            else
            {
                _nodes[record.Info.Id] = record;
                _view.Set(record);
            }
        }

        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public async ValueTask<LeaseReply> RequestLeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        if (_node.FindJob is { } find && !_node.Workers.Knows(request.Job))
        {
            await find(request.Job, cancellationToken).ConfigureAwait(false);
        }

        return await _router.RequestAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask ReturnLeaseAsync(LeaseId lease, bool workerIsBad, CancellationToken cancellationToken)
    {
        if (Find(lease.Node) is { } other)
        {
            await other.ReturnLeaseAsync(lease, workerIsBad, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<ProcessAddress?> ResolveAsync(ulong process, NodeId on, CancellationToken cancellationToken) =>
        Find(on) is { } other ? await other.ResolveProcessAsync(process, cancellationToken).ConfigureAwait(false) : null;

    public async ValueTask<WorkerEnd?> GetWorkerEndAsync(ulong process, NodeId on, CancellationToken cancellationToken) =>
        Find(on) is { } other ? await other.GetWorkerEndAsync(process, cancellationToken).ConfigureAwait(false) : null;

    public void OnProcessLost(ulong process) => _holders.OnProcessLost(process);

    public void Reclaim(NodeId holderNode, ulong holder, LeaseId lease)
    {
        if (Find(holderNode) is { } other)
        {
            ClusterRuntime.Forget(other.ReclaimLeaseAsync(holder, lease));
        }
    }

    public async ValueTask FreeObjectAsync(ObjectId id, NodeId holder, CancellationToken cancellationToken)
    {
        if (holder == _node.Options.Id)
        {
            return;
        }

        // A node that left in good order has given its objects to others, and nobody here knows to whom.
        foreach (INodeService other in Find(holder) is { } there ? [there] : Others())
        {
            await other.FreeObjectsAsync([id], cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<ObjectLocation?> GetObjectAsync(NodeObjectStore store, ObjectId id, NodeId holder, ulong process, bool isGet, CancellationToken cancellationToken) =>
        Transfers.GetAsync(store, id, holder, process, isGet, cancellationToken);

    /// <summary>Has the node with most room in its store take an object over.</summary>
    internal async Task<bool> MoveObjectAsync(ObjectInfo item)
    {
        IEnumerable<NodeRecord> candidates = _nodes.Values
            .Where(record => record.Info.Id != _node.Options.Id && record.Liveness == NodeLiveness.Alive && record.Info.StoreCapacity >= item.Size)
            .OrderByDescending(static record => record.Info.StoreCapacity - record.Report.StoreUsed)
            .ThenBy(static record => record.Info.Id.Origin)
            .Take(MostOffered);
        foreach (NodeRecord candidate in candidates)
        {
            try
            {
                if (Find(candidate.Info.Id) is { } other && await other.AdoptObjectAsync(item.Id, _node.Options.Id, _node.Objects.JobOf(item.Id)).ConfigureAwait(false))
                {
                    return true;
                }
            }
            catch (Exception exception) when (exception is RayException or IOException or ObjectDisposedException)
            {
                // It is full, or on its way out: the next one.
            }
        }

        return false;
    }

    /// <summary>Adds the nodes that the head knows and this one has not heard of; those that it has told of are as it told last.</summary>
    private async Task AskHeadAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(HeadPatience, _node.Options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            foreach (NodeRecord record in await _node.Head.ListNodesAsync(either.Token).WaitAsync(either.Token).ConfigureAwait(false))
            {
                if (record.Liveness != NodeLiveness.Dead && _nodes.TryAdd(record.Info.Id, record))
                {
                    _view.Set(record);
                    if (_gone.ContainsKey(record.Info.Id))
                    {
                        _nodes.TryRemove(record.Info.Id, out _);
                        _view.Remove(record.Info.Id);
                    }
                }
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is OperationCanceledException or RayException or IOException)
        {
            // No head is there: what is known has to do.
        }
    }

    /// <summary>Where a node is reached, if it is there.</summary>
    internal string? AddressOf(NodeId id) => _nodes.TryGetValue(id, out NodeRecord? record) && record.Info.Address.Length > 0 ? record.Info.Address : null;

    /// <summary>Whether the node is on this machine.</summary>
    internal bool IsNear(NodeId id) => _nodes.TryGetValue(id, out NodeRecord? record) && record.Info.Machine.Length > 0 && record.Info.Machine == MachineId.Current;

    /// <summary>The ids of the other nodes.</summary>
    internal IEnumerable<NodeId> OtherIds() => _nodes.Keys.Where(id => id != _node.Options.Id);

    /// <summary>The services of all other nodes that are there.</summary>
    internal IEnumerable<INodeService> Others() => _nodes.Values
        .Where(static record => record.Liveness is NodeLiveness.Alive or NodeLiveness.Draining)
        .Select(record => Find(record.Info.Id))
        .OfType<INodeService>();

    public IEnumerable<(NodeId Id, INodeService Service)> Services() => _nodes.Keys
        .Select(id => (Id: id, Service: Find(id)!))
        .Where(static node => node.Service is not null);

    /// <summary>A node's services, if it is there.</summary>
    internal INodeService? Find(NodeId id) => id != _node.Options.Id && AddressOf(id) is { } address ? _peers.GetNode(address) : null;
}
