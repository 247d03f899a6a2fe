namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>What the arena's memory is made of.</summary>
internal enum ArenaBacking
{
    /// <summary>A memfd where the system has it, else a file.</summary>
    Auto,

    /// <summary>An anonymous file in memory (Linux): nothing is left of it when its last process ends, however it ends.</summary>
    MemoryFile,

    /// <summary>A memory-mapped file in a directory.</summary>
    MappedFile,
}
