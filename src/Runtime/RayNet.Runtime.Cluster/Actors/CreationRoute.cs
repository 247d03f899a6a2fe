using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;

namespace RayNet.Runtime.Cluster.Actors;

/// <summary>The way of an actor's creation. A constructor that throws ends the actor.</summary>
internal sealed class CreationRoute(RemoteActor actor) : CallRoute
{
    internal override void OnAnswered() => actor.OnBuilt();

    internal override void OnBatchEnd()
    {
    }

    internal override void OnError(ObjectCell call, Exception exception)
    {
        call.TryFail(exception, observed: true);
        actor.Die(
            exception as ActorDiedException ?? new ActorDiedException(actor.Id, $"{actor} is dead: its constructor threw {exception.GetType()}: {exception.Message}.", exception),
            tellHost: false);
    }

    internal override void OnLost(ObjectCell call, Exception reason)
    {
        // The end of the worker is told to the actor itself.
    }
}
