using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A placement group is asked for.</summary>
internal sealed record RegisterGroup(PlacementGroupRegistration Group) : HeadCommand<PlacementGroupRecord>
{
    internal override PlacementGroupRecord Run(Transition transition) => GroupRules.Register(transition, Group);
}
