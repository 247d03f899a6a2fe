using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A process of a node ended.</summary>
internal sealed record EndProcess(NodeId Node, ulong Process, string Reason) : HeadCommand<int>
{
    internal override int Run(Transition transition) => ActorRules.EndProcess(transition, Node, Process, Reason);
}
