namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>What happened to an object.</summary>
internal enum StoreEventKind
{
    /// <summary>It is complete and can be read.</summary>
    Sealed,

    /// <summary>This copy was dropped for want of memory; the primary copy is elsewhere.</summary>
    Evicted,

    /// <summary>It is on disk only.</summary>
    Spilled,

    /// <summary>It is back in memory.</summary>
    Restored,

    /// <summary>It is gone, as its owner wanted.</summary>
    Freed,

    /// <summary>Its producer gave up or died.</summary>
    Aborted,

    /// <summary>It could not be read back from disk.</summary>
    Lost,
}
