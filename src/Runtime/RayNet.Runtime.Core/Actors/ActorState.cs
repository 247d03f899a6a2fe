namespace RayNet.Runtime.Actors;

/// <summary>The life of an actor.</summary>
internal enum ActorState
{
    /// <summary>Waits for resources, or its constructor runs.</summary>
    Creating,

    /// <summary>Takes calls.</summary>
    Alive,

    /// <summary>Finishes the calls that it has and takes no new ones.</summary>
    Terminating,

    /// <summary>Gone for good.</summary>
    Dead,
}
