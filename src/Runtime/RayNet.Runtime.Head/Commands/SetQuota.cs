using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>What a team may hold.</summary>
internal sealed record SetQuota(QuotaRecord Quota) : HeadCommand<QuotaState>
{
    internal override QuotaState Run(Transition transition) => QuotaRules.Set(transition, Quota);
}
