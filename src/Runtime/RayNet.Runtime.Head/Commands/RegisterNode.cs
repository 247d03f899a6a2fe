using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A node joins, or comes back after a broken connection.</summary>
internal sealed record RegisterNode(NodeInfo Node, ulong ClusterId) : HeadCommand<NodeRecord>
{
    internal override NodeRecord Run(Transition transition) => NodeRules.Register(transition, Node, ClusterId);
}
