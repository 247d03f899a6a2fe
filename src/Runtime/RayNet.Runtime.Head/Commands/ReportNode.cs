using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>New figures of a node.</summary>
internal sealed record ReportNode(NodeId Node, NodeReport Report) : HeadCommand<bool>
{
    internal override bool Run(Transition transition) => NodeRules.Report(transition, Node, Report);
}
