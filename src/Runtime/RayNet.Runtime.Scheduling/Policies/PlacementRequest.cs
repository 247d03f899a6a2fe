using System.Collections.Immutable;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Policies;

/// <summary>What needs a node, and everything that the choice depends on.</summary>
/// <param name="Demand">What it holds.</param>
internal sealed record PlacementRequest(ResourceDemand Demand)
{
    /// <summary>What must exist on the node besides: an actor without CPUs still needs a node that can run something.</summary>
    internal ResourceDemand Required { get; init; } = Demand;

    /// <summary>The labels asked for, and then what will do instead, in order. Empty: any node.</summary>
    internal ImmutableArray<LabelSelector> Selectors { get; init; } = [];

    internal PlacementKind Kind { get; init; }

    /// <summary>For the two kinds of affinity: the node.</summary>
    internal NodeId Node { get; init; }

    /// <summary>The node of whoever asks.</summary>
    internal NodeId Local { get; init; }

    /// <summary>Nodes that hold arguments, with bytes. Only <see cref="PlacementKind.Default"/> looks at them.</summary>
    internal ImmutableArray<(NodeId Node, long Bytes)> Locality { get; init; } = [];

    /// <summary>Nodes that have refused.</summary>
    internal ImmutableArray<NodeId> Except { get; init; } = [];

    /// <summary>For choices among equals.</summary>
    internal ulong Seed { get; init; }

    /// <summary>For <see cref="PlacementKind.Spread"/>: counts the requests of whoever asks.</summary>
    internal long Turn { get; init; }
}
