using System.Collections.Immutable;

namespace RayNet.Runtime.Groups;

/// <summary>Where the bundles of a group go: all of them, or none.</summary>
/// <param name="Nodes">The node of each bundle; empty when there is no place.</param>
/// <param name="Reason">Why there is none; <see cref="PendingReason.Queued"/> when there is one.</param>
/// <param name="Found">How many bundles would have found a node.</param>
internal sealed record BundlePlan(ImmutableArray<NodeId> Nodes, PendingReason Reason, int Found)
{
    internal bool IsPlaced => !Nodes.IsEmpty;
}
