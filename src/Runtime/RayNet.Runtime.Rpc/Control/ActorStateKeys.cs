using System.Globalization;

namespace RayNet.Runtime.Control;

/// <summary>Under which keys the head keeps the saved state of detached actors. The head drops them when the actor is dead.</summary>
internal static class ActorStateKeys
{
    internal const string Keyspace = "raynet.actor-state";

    /// <summary>What the keys of an actor begin with.</summary>
    internal static string PrefixOf(ActorId actor) => actor + "/";

    /// <summary>The key of one life of an actor; those of later lives follow in order.</summary>
    internal static string Of(ActorId actor, int life) => PrefixOf(actor) + life.ToString("D10", CultureInfo.InvariantCulture);
}
