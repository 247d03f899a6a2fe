using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>An actor gets an entry, or the one that has its name is found.</summary>
internal sealed record RegisterActor(ActorRegistration Actor) : HeadCommand<ActorRecord>
{
    internal override ActorRecord Run(Transition transition) => ActorRules.Register(transition, Actor);
}
