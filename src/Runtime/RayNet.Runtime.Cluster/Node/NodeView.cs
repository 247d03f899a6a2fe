using RayNet.Runtime.Control;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>
/// All nodes as this one knows them, ready for decisions: the head's view, what this node has granted on others since, and its own account as it is
/// now. Safe for use by several threads.
/// </summary>
internal sealed class NodeView(NodeAgent node)
{
    private readonly Lock _gate = new();
    private readonly PlacementIndex _index = new();
    private readonly Dictionary<NodeId, (NodeInfo Info, SchedulableNode Node)> _known = [];
    private SchedulableNode? _self;
    private long _decisions;
    private long _turn;

    /// <summary>News of a node that is there.</summary>
    internal void Set(NodeRecord record)
    {
        lock (_gate)
        {
            SchedulableNode view = Describe(record.Info) with
            {
                State = (ClusterNodeState)record.Liveness,
                Available = ResourceVector.From(record.Report.Available),
                Occupants = record.Report.Pending.Sum(static pending => pending.Count),
            };
            _known[record.Info.Id] = (record.Info, view);
            _index.Set(view);
        }
    }

    internal void Remove(NodeId id)
    {
        lock (_gate)
        {
            _known.Remove(id);
            _index.Remove(id);
        }
    }

    internal bool Knows(NodeId id)
    {
        lock (_gate)
        {
            return id == node.Options.Id || _known.ContainsKey(id);
        }
    }

    internal PlacementRequest Prepare(LeaseRequest request)
    {
        PlacementRequest placement = LeasePlacement.ToPlacement(request, node.Options.Id, Interlocked.Increment(ref _decisions));
        return placement.Kind == PlacementKind.Spread ? placement with { Turn = Interlocked.Increment(ref _turn) } : placement;
    }

    internal PlacementOutcome Decide(PlacementRequest request)
    {
        lock (_gate)
        {
            SetSelf();
            return _index.Decide(request);
        }
    }

    /// <summary>Where a request may wait: this node if that will do.</summary>
    internal NodeId? ChooseQueue(PlacementRequest request)
    {
        if (request.Kind is PlacementKind.Default or PlacementKind.Spread && CanHold(node.Options.Id, request))
        {
            return node.Options.Id;
        }

        lock (_gate)
        {
            SetSelf();
            return SchedulingPolicies.ChooseQueue(_index.Snapshot(), request);
        }
    }

    /// <summary>Whether a node could run it if nobody else did.</summary>
    internal bool CanHold(NodeId id, PlacementRequest request)
    {
        lock (_gate)
        {
            SetSelf();
            if (request.Kind is PlacementKind.NodeAffinity or PlacementKind.SoftNodeAffinity)
            {
                // A busy node that is wanted is waited for, also where another one would do without it.
                return SchedulingPolicies.ChooseQueue(_index.Snapshot(), request) == id;
            }

            return _index.Find(id) is { } found
                && SchedulingPolicies.ChooseQueue(new ClusterSnapshot([found]), request with { Kind = PlacementKind.Default }) == id;
        }
    }

    /// <summary>Whether everything that waits here has its resources here as soon as a worker runs.</summary>
    internal bool HasRoomHere()
    {
        lock (_gate)
        {
            return SetSelf().Available.IsValid;
        }
    }

    /// <summary>Another node granted something: its next report says so, too.</summary>
    internal void OnGranted(NodeId id, ResourceDemand demand)
    {
        lock (_gate)
        {
            _index.Acquire(id, demand);
        }
    }

    /// <summary>What waits here for a worker has its part already.</summary>
    private SchedulableNode SetSelf()
    {
        _self ??= Describe(node.Info);
        ClusterNodeState state = _known.TryGetValue(node.Options.Id, out (NodeInfo, SchedulableNode Node) known) ? known.Node.State : ClusterNodeState.Alive;
        var free = ResourceVector.From(node.Scheduler.Snapshot(available: true));
        int waiting = 0;
        foreach (PendingDemand pending in node.Scheduler.Pending())
        {
            waiting += pending.Count;
            var demand = ResourceDemand.FromQuantities(pending.Resources);
            for (int i = 0; i < pending.Count; i++)
            {
                free.Subtract(demand);
            }
        }

        SchedulableNode self = _self with { State = state, Available = free, Occupants = waiting };
        _index.Set(self);
        return self;
    }

    /// <summary>The same objects for the same content, so that the index sees what has not changed.</summary>
    private SchedulableNode Describe(NodeInfo info) =>
        _known.TryGetValue(info.Id, out (NodeInfo Info, SchedulableNode Node) known) && IsSame(known.Info, info)
            ? known.Node
            : new SchedulableNode(info.Id, ResourceVector.From(info.Resources), ResourceVector.From(ResourceDemand.Empty), NodeLabels.Complete(info.Id, info.Name, info.Labels));

    private static bool IsSame(NodeInfo left, NodeInfo right) =>
        left.Name == right.Name && left.Labels.Count == right.Labels.Count && left.Resources.Count == right.Resources.Count
        && left.Labels.All(item => right.Labels.TryGetValue(item.Key, out string? value) && value == item.Value)
        && left.Resources.All(item => right.Resources.TryGetValue(item.Key, out double value) && value.Equals(item.Value));
}
