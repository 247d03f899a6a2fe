using Microsoft.Win32.SafeHandles;

namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>The open file behind an arena, and the path under which other processes find it.</summary>
internal abstract class ArenaSegment : IDisposable
{
    internal abstract SafeFileHandle File { get; }

    internal abstract string Path { get; }

    /// <summary>Whether pages can be touched ahead of their use.</summary>
    internal abstract bool CanPopulate { get; }

    internal static ArenaSegment Create(ArenaOptions options, long capacity)
    {
        if (options.Backing != ArenaBacking.MappedFile)
        {
            if (OperatingSystem.IsLinux() && MemoryFileSegment.TryCreate(capacity) is { } segment)
            {
                return segment;
            }

            if (options.Backing == ArenaBacking.MemoryFile)
            {
                throw new InvalidOptionException("This system has no memfd_create. Let the object store choose its memory itself, or choose a mapped file.");
            }
        }

        return new MappedFileSegment(options.Directory, capacity);
    }

    public abstract void Dispose();
}
