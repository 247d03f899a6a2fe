using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A state, place or death of an actor.</summary>
internal sealed record UpdateActor(ActorUpdate Update) : HeadCommand<bool>
{
    internal override bool Run(Transition transition) => ActorRules.Update(transition, Update);
}
