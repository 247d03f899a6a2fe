namespace RayNet.Runtime.Cluster.Actors;

/// <summary>Held by a handle. When the last guard of an actor is collected, this process has no handle any more.</summary>
internal sealed class RemoteGuard(RemoteActor actor)
{
    ~RemoteGuard() => actor.OnGuardCollected();
}
