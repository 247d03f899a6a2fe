using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;

namespace RayNet.Runtime.Cluster.Actors;

/// <summary>The way to an actor, for calls that were sent there.</summary>
internal sealed class ActorRoute(RemoteActor actor) : CallRoute
{
    internal RemoteActor Actor { get; } = actor;

    internal override void OnAnswered() => Actor.OnAnswered();

    internal override void OnBatchEnd() => Actor.OnBatchEnd();

    internal override void OnError(ObjectCell call, Exception exception) => Actor.OnError(call, exception);

    internal override void OnLost(ObjectCell call, Exception reason) => throw new System.Diagnostics.UnreachableException("Lost calls of actors are dealt with in their order.");
}
