using System.Collections.Immutable;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Policies;

/// <summary>Why something has no node, in words: the same in explanations, warnings and errors.</summary>
internal static class PendingText
{
    internal static string Of(PendingReason reason, string who, ResourceDemand demand, ImmutableArray<LabelSelector> selectors, NodeId node = default) => reason switch
    {
        PendingReason.NoNodeWithLabel => $"{who} asks for a node with {Labels(selectors)}, and no node has these labels. It stays pending until such a node joins; see 'raynet start --labels', or change the selector.",
        PendingReason.Infeasible when node != default => $"{who} is bound to node {node}, which has not {demand} in all, or has other labels. Ask for less, choose another node, or make the affinity soft.",
        PendingReason.Infeasible when !selectors.IsEmpty => $"{who} asks for {demand} on a node with {Labels(selectors)}, which no node with these labels has. It stays pending until such a node joins.",
        PendingReason.Infeasible => $"{who} asks for {demand}, which no node has. It stays pending until such a node joins.",
        PendingReason.NodeUnavailable => $"{who} is bound to node {node}, which is not there, or takes no new work. Choose a living node (Ray.GetNodes), or make the affinity soft.",
        PendingReason.WaitingForResources when node != default => $"{who} waits for {demand} on node {node}, where the resources are in use.",
        PendingReason.WaitingForPlacementGroup => $"{who} asks for {demand} in a placement group that was removed, or whose bundles hold less. Ask for less, or create another group.",
        _ => $"{who} waits for {demand}: the resources are in use.",
    };

    private static string Labels(ImmutableArray<LabelSelector> selectors) => string.Join(", or ", selectors);
}
