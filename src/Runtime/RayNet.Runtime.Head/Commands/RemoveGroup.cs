using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A placement group gives its resources back.</summary>
internal sealed record RemoveGroup(PlacementGroupId Group) : HeadCommand<bool>
{
    internal override bool Run(Transition transition) => GroupRules.Remove(transition, Group);
}
