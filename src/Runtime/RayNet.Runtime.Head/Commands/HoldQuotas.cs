using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A node says what it holds of quotas, and what it wants.</summary>
internal sealed record HoldQuotas(NodeId Node, QuotaHold[] Holds) : HeadCommand<QuotaHold[]>
{
    internal override QuotaHold[] Run(Transition transition) => QuotaRules.Hold(transition, Node, Holds);
}
