using System.Collections.Immutable;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Policies;

/// <summary>What options say of the node, besides resources. Compared by value: calls with the same demand and rules share a queue.</summary>
internal sealed class SchedulingRules : IEquatable<SchedulingRules>
{
    internal static readonly SchedulingRules Default = new(PlacementKind.Default, default, [], null);

    internal SchedulingRules(PlacementKind kind, NodeId node, ImmutableArray<LabelSelector> selectors, ISchedulingPolicy? policy)
    {
        Kind = kind;
        Node = node;
        Selectors = selectors;
        Policy = policy;
    }

    internal PlacementKind Kind { get; }

    internal NodeId Node { get; }

    /// <summary>The selector, then the fallbacks.</summary>
    internal ImmutableArray<LabelSelector> Selectors { get; }

    /// <summary>The placement group that it runs in; default for none.</summary>
    internal PlacementGroupId Group { get; private init; }

    /// <summary>The bundle, or -1 for any.</summary>
    internal int Bundle { get; private init; }

    /// <summary>The group that its children run in, too; default for none.</summary>
    internal PlacementGroupId Captured { get; private init; }

    /// <summary>The user's own policy.</summary>
    internal ISchedulingPolicy? Policy { get; }

    internal bool IsDefault => Equals(Default);

    /// <exception cref="InvalidOptionException">The options contradict each other.</exception>
    internal static SchedulingRules Of(SchedulingStrategy? strategy, LabelSelector? selector, IReadOnlyList<LabelSelector>? fallbacks)
    {
        if (strategy is null or DefaultSchedulingStrategy && selector is null && fallbacks is null)
        {
            return Default;
        }

        if (selector is null && fallbacks is { Count: > 0 })
        {
            throw new InvalidOptionException("FallbackSelectors are given without a LabelSelector that they could take the place of. Give the preferred labels as LabelSelector.");
        }

        ImmutableArray<LabelSelector> selectors = selector is null ? [] : [selector, .. fallbacks ?? []];
        return strategy switch
        {
            NodeAffinitySchedulingStrategy affinity => new SchedulingRules(affinity.IsSoft ? PlacementKind.SoftNodeAffinity : PlacementKind.NodeAffinity, affinity.Node, selectors, null),
            PlacementGroupSchedulingStrategy group => selectors.IsEmpty
                ? new SchedulingRules(PlacementKind.Default, default, [], null) { Group = group.Group, Bundle = group.BundleIndex, Captured = group.CapturesChildren ? group.Group : default }
                : throw new InvalidOptionException("LabelSelector is given together with a placement group, whose bundles have their nodes already. Give the labels to the bundles."),
            SpreadSchedulingStrategy => new SchedulingRules(PlacementKind.Spread, default, selectors, null),
            CustomSchedulingStrategy custom => new SchedulingRules(PlacementKind.Default, default, selectors, custom.Policy),
            _ => new SchedulingRules(PlacementKind.Default, default, selectors, null),
        };
    }

    internal PlacementRequest ToRequest(ResourceDemand demand, ResourceDemand required) => new(demand) { Required = required, Kind = Kind, Node = Node, Selectors = Selectors };

    public bool Equals(SchedulingRules? other) =>
        other is not null && Kind == other.Kind && Node == other.Node && Selectors.AsSpan().SequenceEqual(other.Selectors.AsSpan()) && ReferenceEquals(Policy, other.Policy)
        && Group == other.Group && Bundle == other.Bundle && Captured == other.Captured;

    public override bool Equals(object? obj) => Equals(obj as SchedulingRules);

    public override int GetHashCode() => HashCode.Combine(Kind, Node, Group, Bundle, Selectors.Length, Selectors.IsEmpty ? null : Selectors[0]);
}
