namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>How one node's arena is made.</summary>
internal sealed record ArenaOptions
{
    /// <summary>The size of the segment in bytes; <see langword="null"/> is 30 % of the memory that the process may use.</summary>
    internal long? Capacity { get; init; }

    internal ArenaBacking Backing { get; init; }

    /// <summary>Where the file lies if the arena is one.</summary>
    internal string Directory { get; init; } = DefaultDirectory;

    /// <summary>Whether pages are touched ahead of their first use: a put into fresh pages costs seven times one into warm ones.</summary>
    internal bool Prefault { get; init; } = true;

    /// <summary>The least that is kept touched ahead of the high-water mark; a quarter of the mark if that is more, but never more than <see cref="MostPrefaultAhead"/>.</summary>
    internal long PrefaultAhead { get; init; } = 64L << 20;

    internal long MostPrefaultAhead { get; init; } = 1L << 30;

    // The kernel backs this directory with memory; a disk would be written to all the time.
    private static string DefaultDirectory => System.IO.Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
}
