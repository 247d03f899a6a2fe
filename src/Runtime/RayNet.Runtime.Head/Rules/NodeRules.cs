using System.Globalization;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Rules;

/// <summary>How nodes come and go.</summary>
internal static class NodeRules
{
    internal static NodeRecord Register(Transition transition, NodeInfo node, ulong clusterId)
    {
        NodeRecord? known = transition.State.Nodes.GetValueOrDefault(node.Id);
        Refuse(transition, node, clusterId, known);
        NodeRecord record = known is null
            ? new NodeRecord(node, NodeLiveness.Alive, new NodeReport(0, node.Resources, [], 0, 0, 0), string.Empty, transition.Time, null)
            : known with { Info = node, Liveness = known.Drain is null ? NodeLiveness.Alive : NodeLiveness.Draining, Reason = known.Drain?.Reason ?? string.Empty };
        transition.Set(record);
        if (known is null)
        {
            transition.SetHolds(node.Id, []);
        }

        GroupRules.PlaceWaiting(transition);
        ActorRules.PlaceWaiting(transition, node.Id, onlyIfFree: false);
        return record;
    }

    internal static bool Report(Transition transition, NodeId id, NodeReport report)
    {
        NodeRecord node = Living(transition, id);
        if (report.Version <= node.Report.Version)
        {
            return false;
        }

        transition.SetReport(node with { Report = report }, !ReportContent.IsSame(node.Report, report));
        GroupRules.PlaceWaitingOn(transition, transition.State.Nodes[id]);
        ActorRules.PlaceWaiting(transition, id, onlyIfFree: true);
        return true;
    }

    /// <summary>The node takes no new work from now on. Whether it still has some, it says itself by leaving.</summary>
    internal static NodeRecord Drain(Transition transition, NodeId id, string reason, TimeSpan? limit)
    {
        NodeRecord node = Living(transition, id);
        if (node.Info.IsHead)
        {
            throw new InvalidOptionException($"Node '{node.Info.Name}' ({id}) is in the process of the head, and the cluster ends with it. Drain other nodes, or end the cluster with 'raynet stop'.");
        }

        DateTime? deadline = limit is { } time ? transition.Time + time : null;
        DateTime? earlier = node.Drain?.Deadline < deadline || deadline is null ? node.Drain?.Deadline : deadline;
        var drain = new NodeDrain(reason, earlier);
        if (node.Drain == drain)
        {
            return node;
        }

        NodeRecord draining = node with { Drain = drain, Liveness = node.Liveness == NodeLiveness.Alive ? NodeLiveness.Draining : node.Liveness, Reason = node.Liveness == NodeLiveness.Unreachable ? node.Reason : reason };
        transition.Set(draining);
        return draining;
    }

    internal static bool Lose(Transition transition, NodeId id, string reason)
    {
        if (transition.State.Nodes.GetValueOrDefault(id) is not { Liveness: NodeLiveness.Alive or NodeLiveness.Draining } node)
        {
            return false;
        }

        transition.Set(node with { Liveness = NodeLiveness.Unreachable, Reason = reason });
        return true;
    }

    internal static bool End(Transition transition, NodeId id, string reason, bool hasLeft)
    {
        if (transition.State.Nodes.GetValueOrDefault(id) is not { } node || node.Liveness == NodeLiveness.Dead)
        {
            return false;
        }

        var nothing = new NodeReport(node.Report.Version, [], [], 0, 0, 0);
        transition.Set(node with { Liveness = NodeLiveness.Dead, Reason = reason, EndedAt = transition.Time, Report = nothing, HasLeft = hasLeft });
        transition.AddEnded(id);
        QuotaRules.OnNodeEnded(transition, id);
        JobRules.OnNodeEnded(transition, node, reason);
        ActorRules.OnNodeEnded(transition, node, reason);
        GroupRules.OnNodeEnded(transition, id);
        return true;
    }

    /// <summary>Whether processes of the node may still change things.</summary>
    internal static bool IsLiving(Transition transition, NodeId id) =>
        transition.State.Nodes.GetValueOrDefault(id) is { } node && node.Liveness != NodeLiveness.Dead;

    internal static NodeRecord Living(Transition transition, NodeId id) => transition.State.Nodes.GetValueOrDefault(id) switch
    {
        null => throw new RayException(RayErrorCode.NodeRefused, $"Node {id} is not registered with this head. Register it first."),
        { Liveness: NodeLiveness.Dead } dead => throw WasDeclaredDead(dead),
        { } node => node,
    };

    private static void Refuse(Transition transition, NodeInfo node, ulong clusterId, NodeRecord? known)
    {
        if (clusterId != 0 && clusterId != transition.State.Meta.ClusterId)
        {
            throw new RayException(RayErrorCode.NodeRefused, $"Node '{node.Name}' ({node.Id}) belongs to cluster {clusterId:x16}, and this is cluster {transition.State.Meta.ClusterId:x16}: the head was started anew. Restart the node.");
        }

        if (known is { Liveness: NodeLiveness.Dead })
        {
            throw WasDeclaredDead(known, IsMissed(known) ? RayErrorCode.NodeGivenUp : RayErrorCode.NodeRefused);
        }

        if (known is null && clusterId != 0)
        {
            throw new RayException(RayErrorCode.NodeGivenUp, $"Node '{node.Name}' ({node.Id}) was away for so long that the head no longer knows it. Restart the node: it joins under a new id.");
        }

        if (known is null && transition.State.Nodes.Count - transition.State.EndedNodes.Count >= transition.Limits.MaxNodes)
        {
            throw new RayException(RayErrorCode.NodeRefused, $"Node '{node.Name}' cannot join: the cluster has {transition.Limits.MaxNodes} nodes, the most that this head accepts.");
        }
    }

    /// <summary>Whether the cluster would have it back: one that was drained was to leave, and one that left wanted to.</summary>
    private static bool IsMissed(NodeRecord node) => node is { Drain: null, HasLeft: false };

    private static RayException WasDeclaredDead(NodeRecord node, RayErrorCode code = RayErrorCode.NodeRefused) => new(
        code,
        $"Node '{node.Info.Name}' ({node.Info.Id}) was declared dead at {node.EndedAt?.ToString("u", CultureInfo.InvariantCulture)} ({node.Reason}); its work was given to others. Restart the node: it joins under a new id.");
}
