namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>Where an object is in its life.</summary>
internal enum StoredState
{
    /// <summary>Its producer writes it, or waits for memory to write it to.</summary>
    Creating,

    /// <summary>Complete, in memory.</summary>
    Sealed,

    /// <summary>Complete, in memory, on the way to disk.</summary>
    Spilling,

    /// <summary>On disk only.</summary>
    Spilled,

    /// <summary>On the way back from disk, or waiting for memory to come back to.</summary>
    Restoring,
}
