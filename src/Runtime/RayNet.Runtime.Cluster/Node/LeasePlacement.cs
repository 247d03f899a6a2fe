using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>Requests for workers as policies see them, and what policies say as answers to such requests.</summary>
internal static class LeasePlacement
{
    /// <param name="request">The request.</param>
    /// <param name="local">The node that decides.</param>
    /// <param name="decision">Counts its decisions, so that each draws anew among equals.</param>
    internal static PlacementRequest ToPlacement(LeaseRequest request, NodeId local, long decision)
    {
        ResourceDemand demand = ResourceDemand.FromUnits(request.Resources);
        PlacementRequest placement = SchedulingCodec.Read(request.Scheduling).ToRequest(demand, request.Placement is null ? demand : ResourceDemand.FromUnits(request.Placement));
        return placement with
        {
            Local = local,
            Locality = [.. request.Preferred.Select((node, index) => (node, (long)(request.Preferred.Length - index)))],
            Seed = local.Origin + (ulong)decision,
        };
    }

    /// <summary>What to say of a request that has no place now.</summary>
    internal static LeaseReply Refuse(PlacementRequest request, PlacementOutcome outcome)
    {
        LeaseOutcome kind = outcome switch
        {
            { Verdict: PlacementVerdict.Never } => LeaseOutcome.Unschedulable,
            { Reason: PendingReason.WaitingForResources } => LeaseOutcome.Busy,
            _ => LeaseOutcome.Infeasible,
        };
        string message = PendingText.Of(outcome.Reason, "It", request.Required, request.Selectors, outcome.Node);
        return new LeaseReply(kind, new LeaseId(outcome.Node, 0), null, message) { Reason = outcome.Reason };
    }

    /// <summary>Where this node is the whole cluster: why it may not run it; nothing where it may, or where only resources are missing.</summary>
    internal static LeaseReply? RefuseAlone(NodeAgent node, LeaseRequest request) =>
        request.Scheduling is { } scheduling && scheduling.Group == default && CheckAlone(node.Info, request) is { IsPlaced: false } outcome && (outcome.Verdict == PlacementVerdict.Never || outcome.Reason == PendingReason.NoNodeWithLabel)
            ? Refuse(ToPlacement(request, node.Options.Id, 0), outcome)
            : null;

    /// <summary>Whether a node may run it at all, as far as its id and labels go.</summary>
    internal static PlacementOutcome CheckAlone(NodeInfo node, LeaseRequest request)
    {
        var total = ResourceVector.From(node.Resources);
        var self = new SchedulableNode(node.Id, total, total, NodeLabels.Complete(node.Id, node.Name, node.Labels));
        return SchedulingPolicies.Decide(new ClusterSnapshot([self]), ToPlacement(request, node.Id, 0));
    }
}
