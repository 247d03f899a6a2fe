namespace RayNet.Runtime.Control;

/// <summary>The states of an actor, as the head sees them.</summary>
internal enum ActorLiveness
{
    /// <summary>Registered; waits for a place or its constructor.</summary>
    Pending = 0,

    /// <summary>Takes calls.</summary>
    Alive = 1,

    /// <summary>Lost, and being built again.</summary>
    Restarting = 2,

    /// <summary>Gone for good.</summary>
    Dead = 3,
}
