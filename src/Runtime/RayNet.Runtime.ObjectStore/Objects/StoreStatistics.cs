namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>The store at one moment.</summary>
internal readonly record struct StoreStatistics
{
    /// <summary>What the arena can hold.</summary>
    internal long Capacity { get; init; }

    /// <summary>What is in use, with what alignment adds.</summary>
    internal long Used { get; init; }

    /// <summary>The longest object that would fit without anything else going.</summary>
    internal long LongestFree { get; init; }

    /// <summary>All objects, wherever they are.</summary>
    internal int Objects { get; init; }

    /// <summary>Those that are being written, or wait for memory.</summary>
    internal int Creating { get; init; }

    /// <summary>Those that have readers.</summary>
    internal int Pinned { get; init; }

    /// <summary>The size of the largest object that was ever sealed here.</summary>
    internal long Largest { get; init; }

    /// <summary>How many requests wait for memory.</summary>
    internal int Waiting { get; init; }

    /// <summary>Those that are on disk only.</summary>
    internal int SpilledObjects { get; init; }

    /// <summary>Their size.</summary>
    internal long SpilledBytes { get; init; }

    /// <summary>How many files there are, those of objects that are in memory too included.</summary>
    internal int Files { get; init; }

    /// <summary>What was written to disk since the start.</summary>
    internal long WrittenBytes { get; init; }

    /// <summary>How many objects came back from disk since the start.</summary>
    internal long RestoredObjects { get; init; }

    /// <summary>What came back from disk since the start.</summary>
    internal long RestoredBytes { get; init; }

    /// <summary>How many secondary copies were dropped for want of memory since the start.</summary>
    internal long EvictedObjects { get; init; }
}
