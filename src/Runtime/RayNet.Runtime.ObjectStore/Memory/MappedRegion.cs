using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>
/// One mapping of an arena into this process, writable or not. It counts its users: the memory stays mapped until the last view
/// of it is gone, even where the mapping was disposed before.
/// </summary>
internal sealed unsafe class MappedRegion : IDisposable
{
    private readonly SafeMemoryMappedViewHandle _view;
    private readonly PopulatedPages? _populated;

    private MappedRegion(SafeMemoryMappedViewHandle view, byte* start, long length, bool isWritable)
    {
        _view = view;
        Start = start;
        Length = length;
        if (OperatingSystem.IsLinux())
        {
            // A core dump of a worker would hold the whole store.
            _ = LinuxNative.Advise((nint)start, (nuint)length, LinuxNative.NotInCoreDumps);

            // Without an effect where the system is not set up for it.
            _ = LinuxNative.Advise((nint)start, (nuint)length, LinuxNative.HugePages);
            _populated = new PopulatedPages((nint)start, length, isWritable);
        }
    }

    internal byte* Start { get; }

    internal long Length { get; }

    internal static MappedRegion Map(SafeFileHandle file, long length, bool isWritable)
    {
        MemoryMappedFileAccess access = isWritable ? MemoryMappedFileAccess.ReadWrite : MemoryMappedFileAccess.Read;
        using var mapped = MemoryMappedFile.CreateFromFile(file, null, length, access, HandleInheritability.None, leaveOpen: true);

        // The accessor is not disposed: it would write the memory to disk first. The handle is all that there is to release.
        SafeMemoryMappedViewHandle view = mapped.CreateViewAccessor(0, length, access).SafeMemoryMappedViewHandle;
        byte* start = null;
        view.AcquirePointer(ref start);
        return new MappedRegion(view, start, length, isWritable);
    }

    /// <summary>Keeps the memory mapped until <see cref="Release"/>.</summary>
    internal void AddReference()
    {
        bool added = false;
        _view.DangerousAddRef(ref added);
    }

    internal void Release() => _view.DangerousRelease();

    /// <summary>Touches the pages of a range that are not touched yet, much faster than their first use would.</summary>
    internal bool Populate(long offset, long length, CancellationToken cancellationToken = default) =>
        OperatingSystem.IsLinux() && _populated is not null && _populated.Populate(offset, length, cancellationToken);

    public void Dispose()
    {
        if (!_view.IsClosed)
        {
            _view.ReleasePointer();
            _view.Dispose();
        }
    }
}
