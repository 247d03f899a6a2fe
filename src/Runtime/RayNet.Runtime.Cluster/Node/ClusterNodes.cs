using System.Collections.Concurrent;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Cluster.Transfer;
using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>
/// The other nodes, as this one sees them: a request that does not fit here spills over to one where it does, and objects are fetched from where
/// they are. The view is the head's, which tells of changes; a decision by an old view costs one question more.
/// </summary>
internal sealed class ClusterNodes(NodeAgent node, INodeChannels peers) : IClusterNodes
{
    private const int MostTried = 3;

    /// <summary>How long a request waits on a node that is not the requester's before that looks around again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<NodeId, NodeRecord> _nodes = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Objects from and to other nodes.</summary>
    internal ObjectTransfers Transfers { get; set; } = null!;

    public void OnView(ClusterView view)
    {
        foreach (NodeRecord record in view.Nodes)
        {
            if (record.Liveness == NodeLiveness.Dead)
            {
                if (_nodes.TryRemove(record.Info.Id, out NodeRecord? dead))
                {
                    peers.Forget(dead.Info.Address);
                    Transfers.OnNodeLost(dead);
                }
            }
            else
            {
                _nodes[record.Info.Id] = record;
            }
        }

        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public async ValueTask<LeaseReply> RequestLeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        if (node.FindJob is { } find && !node.Workers.Knows(request.Job))
        {
            await find(request.Job, cancellationToken).ConfigureAwait(false);
        }

        if (request.Hops > 0)
        {
            return request.Wait ? await GrantForOtherAsync(request, cancellationToken).ConfigureAwait(false) : node.Scheduler.TryGrant(request);
        }

        foreach (NodeId preferred in request.Preferred)
        {
            if (preferred == node.Options.Id)
            {
                break;
            }

            if (await TryOnAsync(preferred, request, cancellationToken).ConfigureAwait(false) is { Outcome: LeaseOutcome.Granted } granted)
            {
                return granted;
            }
        }

        LeaseReply local = node.Scheduler.TryGrant(request);
        if (local.Outcome is LeaseOutcome.Granted or LeaseOutcome.Rejected)
        {
            return local;
        }

        // Where there is room, a worker is starting: waiting for it costs less than work far from its data.
        bool staysHere = local.Outcome == LeaseOutcome.Busy && HasRoomHere(PlacementOf(request).ToDictionary());
        if (!staysHere && await TryElsewhereAsync(request, cancellationToken).ConfigureAwait(false) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!request.Wait)
        {
            ResourceDemand wanted = PlacementOf(request);
            bool feasible = local.Outcome is not (LeaseOutcome.Infeasible or LeaseOutcome.Draining) || _nodes.Values.Any(item => Has(item.Info.Resources, wanted));
            return feasible ? local with { Outcome = LeaseOutcome.Busy } : local with { Message = $"no node of the cluster has {wanted}" };
        }

        return await WaitAsync(request, local.Outcome is LeaseOutcome.Infeasible or LeaseOutcome.Draining, cancellationToken).ConfigureAwait(false);
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

    public void Reclaim(NodeId holderNode, ulong holder, LeaseId lease)
    {
        if (Find(holderNode) is { } other)
        {
            ClusterRuntime.Forget(other.ReclaimLeaseAsync(holder, lease));
        }
    }

    public async ValueTask FreeObjectAsync(ObjectId id, NodeId holder, CancellationToken cancellationToken)
    {
        if (holder == node.Options.Id)
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
            .Where(record => record.Info.Id != node.Options.Id && record.Liveness == NodeLiveness.Alive && record.Info.StoreCapacity >= item.Size)
            .OrderByDescending(static record => record.Info.StoreCapacity - record.Report.StoreUsed)
            .ThenBy(static record => record.Info.Id.Origin)
            .Take(MostTried);
        foreach (NodeRecord candidate in candidates)
        {
            try
            {
                if (Find(candidate.Info.Id) is { } other && await other.AdoptObjectAsync(item.Id, node.Options.Id, node.Objects.JobOf(item.Id)).ConfigureAwait(false))
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

    /// <summary>Where a node is reached, if it is there.</summary>
    internal string? AddressOf(NodeId id) => _nodes.TryGetValue(id, out NodeRecord? record) && record.Info.Address.Length > 0 ? record.Info.Address : null;

    /// <summary>The ids of the other nodes.</summary>
    internal IEnumerable<NodeId> OtherIds() => _nodes.Keys.Where(id => id != node.Options.Id);

    /// <summary>The services of all other nodes that are there.</summary>
    internal IEnumerable<INodeService> Others() => _nodes.Values
        .Where(static record => record.Liveness is NodeLiveness.Alive or NodeLiveness.Draining)
        .Select(record => Find(record.Info.Id))
        .OfType<INodeService>();

    /// <summary>A node's services, if it is there.</summary>
    internal INodeService? Find(NodeId id) => id != node.Options.Id && AddressOf(id) is { } address ? peers.GetNode(address) : null;

    private static ResourceDemand PlacementOf(LeaseRequest request) => DemandCodec.FromUnits(request.Placement ?? request.Resources);

    private static bool Has(Dictionary<string, double> quantities, ResourceDemand demand) =>
        demand.ToDictionary().All(item => quantities.GetValueOrDefault(item.Key) >= item.Value);

    /// <summary>Whether everything that waits here, and something more, has its resources here as soon as a worker runs.</summary>
    private bool HasRoomHere(Dictionary<string, double>? more)
    {
        var asked = new Dictionary<string, double>(more ?? [], StringComparer.Ordinal);
        foreach (PendingDemand pending in node.Scheduler.Pending())
        {
            foreach ((string name, double quantity) in pending.Resources)
            {
                asked[name] = asked.GetValueOrDefault(name) + (quantity * pending.Count);
            }
        }

        Dictionary<string, double> available = node.Scheduler.Snapshot(available: true);
        return asked.All(item => item.Value <= available.GetValueOrDefault(item.Key));
    }

    private async Task<LeaseReply?> TryOnAsync(NodeId id, LeaseRequest request, CancellationToken cancellationToken)
    {
        if (Find(id) is not { } other)
        {
            return null;
        }

        try
        {
            return await other.RequestLeaseAsync(request with { Hops = 1, Wait = false }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // It is on its way out; the view follows.
            return null;
        }
    }

    private async Task<LeaseReply?> TryElsewhereAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        ResourceDemand demand = DemandCodec.FromUnits(request.Resources);
        ResourceDemand placement = PlacementOf(request);
        IEnumerable<NodeRecord> candidates = _nodes.Values
            .Where(item => item.Info.Id != node.Options.Id && item.Liveness == NodeLiveness.Alive && Has(item.Info.Resources, placement) && Has(item.Report.Available, demand))
            .OrderByDescending(static item => item.Report.Available.GetValueOrDefault("CPU"))
            .ThenBy(static item => item.Info.Id.Origin)
            .Take(MostTried);
        foreach (NodeRecord candidate in candidates)
        {
            LeaseReply? reply = await TryOnAsync(candidate.Info.Id, request, cancellationToken).ConfigureAwait(false);
            if (reply is { Outcome: LeaseOutcome.Granted } or { Outcome: LeaseOutcome.WorkerFailed })
            {
                return reply;
            }

            if (request.Wait && reply is { Outcome: LeaseOutcome.Busy })
            {
                // It starts a worker: the next question finds it.
                reply = await WaitOnAsync(candidate.Info.Id, request, cancellationToken).ConfigureAwait(false);
                if (reply is { Outcome: LeaseOutcome.Granted })
                {
                    return reply;
                }
            }
        }

        return null;
    }

    /// <summary>Another node's request waits here for a while only: that node may see something better by then.</summary>
    private async Task<LeaseReply> GrantForOtherAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, node.Options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await node.Scheduler.GrantAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new LeaseReply(LeaseOutcome.Busy, default, null, $"node {node.Options.Name} has been busy for {Patience.TotalSeconds:0.#} s");
        }
    }

    /// <summary>Has a request wait on another node for a moment: for a worker that starts there, or until those who hold its resources give way.</summary>
    private async Task<LeaseReply?> WaitOnAsync(NodeId id, LeaseRequest request, CancellationToken cancellationToken)
    {
        if (Find(id) is not { } other)
        {
            return null;
        }

        // Not cancelled on the way: a grant that nobody hears of would hold its resources for good.
        Task<LeaseReply> reply = other.RequestLeaseAsync(request with { Hops = 1, Wait = true }, CancellationToken.None);
        try
        {
            return await reply.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = GiveBackAsync(reply);
            throw;
        }
        catch (Exception)
        {
            // It is on its way out; the view follows.
            return null;
        }
    }

    /// <summary>Waits on one of the nodes that could run it if nobody else did.</summary>
    private async Task<LeaseReply?> ParkAsync(LeaseRequest request, int attempt, CancellationToken cancellationToken)
    {
        ResourceDemand placement = PlacementOf(request);
        NodeRecord[] feasible = [.. _nodes.Values
            .Where(item => item.Info.Id != node.Options.Id && item.Liveness == NodeLiveness.Alive && Has(item.Info.Resources, placement))
            .OrderBy(static item => item.Report.Pending.Sum(static pending => pending.Count))
            .ThenBy(static item => item.Info.Id.Origin)];
        return feasible.Length == 0
            ? null
            : await WaitOnAsync(feasible[attempt % feasible.Length].Info.Id, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits here, or on others where the request never fits here, and looks again at every change.</summary>
    private async Task<LeaseReply> WaitAsync(LeaseRequest request, bool infeasibleHere, CancellationToken cancellationToken)
    {
        using var local = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<LeaseReply?>? waiting = null;
        for (int attempt = 0; ; attempt++)
        {
            Task changed = Volatile.Read(ref _changed).Task;
            waiting ??= infeasibleHere ? ParkAsync(request, attempt, local.Token) : GrantHereAsync(request, local.Token);
            if (await Task.WhenAny(waiting, changed).WaitAsync(cancellationToken).ConfigureAwait(false) == waiting)
            {
                LeaseReply? reply = await waiting.ConfigureAwait(false);
                if (reply is { Outcome: not (LeaseOutcome.Busy or LeaseOutcome.Draining) })
                {
                    return reply;
                }

                infeasibleHere |= node.Scheduler.IsDraining;

                waiting = null;
                if (reply is null)
                {
                    // No node could ever run it, or the one that could is on its way out.
                    await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
                }

                continue;
            }

            if ((!infeasibleHere && HasRoomHere(null)) || await TryElsewhereAsync(request, cancellationToken).ConfigureAwait(false) is not { } elsewhere)
            {
                continue;
            }

            await local.CancelAsync().ConfigureAwait(false);
            await GiveBackAsync(waiting!).ConfigureAwait(false);
            return elsewhere;
        }
    }

    private async Task<LeaseReply?> GrantHereAsync(LeaseRequest request, CancellationToken cancellationToken) =>
        await node.Scheduler.GrantAsync(request, cancellationToken).ConfigureAwait(false);

    /// <summary>A grant that came although it was not needed any more.</summary>
    private async Task GiveBackAsync<TReply>(Task<TReply> waiting)
    {
        try
        {
            if (await waiting.ConfigureAwait(false) is LeaseReply { Outcome: LeaseOutcome.Granted } unused)
            {
                await node.ReturnLeaseAsync(unused.Lease, workerIsBad: false, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or RayException or IOException)
        {
            // As it was asked to, or the leases of that node are gone with it.
        }
    }
}
