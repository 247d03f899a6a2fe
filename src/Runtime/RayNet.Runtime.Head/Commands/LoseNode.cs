using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>The connection of a node broke.</summary>
internal sealed record LoseNode(NodeId Node, string Reason) : HeadCommand<bool>
{
    internal override bool Run(Transition transition) => NodeRules.Lose(transition, Node, Reason);
}
