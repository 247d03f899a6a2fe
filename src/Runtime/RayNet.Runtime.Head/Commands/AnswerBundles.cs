using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A node holds the bundles of an attempt, or could not.</summary>
internal sealed record AnswerBundles(NodeId Node, PlacementGroupId Group, int Attempt, bool IsPrepared) : HeadCommand<bool>
{
    internal override bool Run(Transition transition) => GroupRules.Answer(transition, Node, Group, Attempt, IsPrepared);
}
