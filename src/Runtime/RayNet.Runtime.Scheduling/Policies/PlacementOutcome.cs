namespace RayNet.Runtime.Policies;

/// <summary>What a policy came to.</summary>
/// <param name="Verdict">Placed, waits, or never.</param>
/// <param name="Node">The node; of what waits, the one that it is bound to or default.</param>
/// <param name="Reason">Why it is not placed; <see cref="PendingReason.Queued"/> when it is.</param>
internal readonly record struct PlacementOutcome(PlacementVerdict Verdict, NodeId Node, PendingReason Reason)
{
    internal bool IsPlaced => Verdict == PlacementVerdict.Placed;

    internal static PlacementOutcome On(NodeId node) => new(PlacementVerdict.Placed, node, PendingReason.Queued);

    internal static PlacementOutcome Wait(PendingReason reason, NodeId node = default) => new(PlacementVerdict.Wait, node, reason);

    internal static PlacementOutcome Never(PendingReason reason, NodeId node) => new(PlacementVerdict.Never, node, reason);
}
