using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head;

/// <summary>What leaves the head.</summary>
internal static class ActorRecordExtensions
{
    /// <summary>Without the serialized creation, which only the node that builds the actor needs.</summary>
    internal static ActorRecord WithoutCreation(this ActorRecord actor) =>
        actor.Registration.Creation.Length == 0 ? actor : actor with { Registration = actor.Registration with { Creation = [] } };
}
