using RayNet.Runtime.Control;
using RayNet.Runtime.Policies;

namespace RayNet.Runtime.Head.Rules;

/// <summary>Rules on the wire. A user's own policy stays in its process: it has chosen a node by then.</summary>
internal static class SchedulingCodec
{
    internal static SchedulingSpec? Write(SchedulingRules rules) => rules.IsDefault
        ? null
        : new SchedulingSpec((int)rules.Kind, rules.Node, [.. rules.Selectors.Select(static selector => selector.Requirements.Select(static item => item.ToString()).ToArray())]);

    /// <exception cref="InvalidOptionException">A kind or a condition is unknown.</exception>
    internal static SchedulingRules Read(SchedulingSpec? spec) => spec is null
        ? SchedulingRules.Default
        : Enum.IsDefined((PlacementKind)spec.Kind)
            ? new SchedulingRules((PlacementKind)spec.Kind, spec.Node, [.. spec.Selectors.Select(LabelSelector.Parse)], null)
            : throw new InvalidOptionException($"The scheduling strategy {spec.Kind} is unknown to this version.");
}
