using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A team has no quota any more.</summary>
internal sealed record RemoveQuota(string Name) : HeadCommand<bool>
{
    internal override bool Run(Transition transition) => QuotaRules.Remove(transition, Name);
}
