namespace RayNet;

/// <summary>The life of an actor.</summary>
public enum ActorStatus
{
    /// <summary>Waits for a place, or its constructor runs.</summary>
    Pending = 0,

    /// <summary>Takes calls.</summary>
    Alive = 1,

    /// <summary>Lost, and being built again.</summary>
    Restarting = 2,

    /// <summary>Gone for good.</summary>
    Dead = 3,

    /// <summary>Finishes the calls that it has and takes no new ones.</summary>
    Terminating = 4,
}
