using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A node is to take no new work, and to leave.</summary>
internal sealed record DrainNode(NodeId Node, string Reason, TimeSpan? Limit) : HeadCommand<NodeRecord>
{
    internal override NodeRecord Run(Transition transition) => NodeRules.Drain(transition, Node, Reason, Limit);
}
