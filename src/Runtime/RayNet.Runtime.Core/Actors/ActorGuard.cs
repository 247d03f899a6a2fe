namespace RayNet.Runtime.Actors;

/// <summary>Held by a handle. When the last guard of an actor is collected, no handle is left and the actor ends.</summary>
internal sealed class ActorGuard(ActorHost host)
{
    ~ActorGuard() => host.OnGuardCollected();
}
