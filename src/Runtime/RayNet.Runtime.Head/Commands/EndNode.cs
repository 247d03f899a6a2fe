using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A node left in good order, or its grace period is over.</summary>
internal sealed record EndNode(NodeId Node, string Reason) : HeadCommand<bool>
{
    /// <summary>Whether the node said so itself.</summary>
    internal bool HasLeft { get; init; }

    internal override bool Run(Transition transition) => NodeRules.End(transition, Node, Reason, HasLeft);
}
