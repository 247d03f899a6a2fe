using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.ObjectStore.Mapping;

/// <summary>
/// An arena as one process sees it: mapped read-only once, which is where every reader gets its addresses, and read-write when
/// the process first writes an object. Ranges are checked against the arena; that a range belongs to the caller is the node's business.
/// </summary>
internal sealed unsafe class StoreMapping : IDisposable
{
    // Extents of this size are worth a call to the kernel before they are filled.
    private const long PopulateFrom = 1L << 20;

    private readonly Lock _gate = new();
    private readonly ArenaAddress _address;
    private readonly MappedRegion _readable;
    private readonly ArenaWindows _readWindows;
    private MappedRegion? _writable;
    private ArenaWindows? _writeWindows;
    private bool _isDisposed;

    internal StoreMapping(ArenaAddress address, MappedRegion readable, MappedRegion? writable = null)
    {
        _address = address;
        _readable = readable;
        _readWindows = new ArenaWindows(readable);
        if (writable is not null)
        {
            _writeWindows = new ArenaWindows(writable);
            _writable = writable;
        }
    }

    internal long Capacity => _address.Capacity;

    /// <summary>Maps the arena of this machine's node.</summary>
    internal static StoreMapping Open(ArenaAddress address)
    {
        MappedRegion? region = null;
        try
        {
            region = Map(address, isWritable: false);
            string? mismatch = ArenaHeader.FindMismatch(new ReadOnlySpan<byte>(region.Start, ArenaHeader.Size), address);
            return mismatch is null
                ? new StoreMapping(address, region)
                : throw new RayException(RayErrorCode.Unknown, $"'{address.Path}' is not the object store that the node announced: {mismatch}. Connect to the node again.");
        }
        catch
        {
            region?.Dispose();
            throw;
        }
    }

    /// <summary>The memory of an object that is being created.</summary>
    internal Span<byte> Writable(long offset, long size) => new(WritablePointer(offset, size), CheckedLength(size));

    /// <summary>The memory of a sealed object that the caller has pinned.</summary>
    internal ReadOnlySpan<byte> Readable(long offset, long size) => new(ReadablePointer(offset, size), CheckedLength(size));

    /// <summary>As <see cref="Writable"/>, for sockets and files. Valid while the object is being created and the mapping is open.</summary>
    internal Memory<byte> WritableMemory(long offset, int size)
    {
        _ = WritablePointer(offset, size);
        return _writeWindows!.Slice(offset, size);
    }

    /// <summary>As <see cref="Readable"/>, for sockets and files, without an allocation. Valid while the caller's pin is.</summary>
    internal ReadOnlyMemory<byte> ReadableMemory(long offset, int size)
    {
        _ = ReadablePointer(offset, size);
        return _readWindows.Slice(offset, size);
    }

    /// <summary>A view of numbers that holds a pin: <paramref name="released"/> is called once, when the view is disposed or collected.</summary>
    internal SharedMemoryManager<T> View<T>(long offset, long count, ObjectId id, Action<ObjectId> released)
        where T : unmanaged
    {
        _ = ReadablePointer(offset, checked(count * sizeof(T)));
        return new SharedMemoryManager<T>(_readable, offset, CheckedLength(count), id, released);
    }

    /// <summary>Numbers in the writable mapping, from a pointer into it.</summary>
    internal WritableMemoryManager<T> Writer<T>(byte* start, int count)
        where T : unmanaged => new(Volatile.Read(ref _writable)!, start, count);

    /// <summary>Where in the arena memory lies that a reader sees; -1 for memory that is elsewhere.</summary>
    internal long OffsetOf<T>(ReadOnlySpan<T> memory)
    {
        long offset = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory)) - _readable.Start;
        return offset >= 0 && offset < Capacity ? offset : -1;
    }

    internal byte* WritablePointer(long offset, long size)
    {
        CheckRange(offset, size);
        MappedRegion region = Volatile.Read(ref _writable) ?? MapWritable();
        if (size >= PopulateFrom)
        {
            region.Populate(offset, size);
        }

        return region.Start + offset;
    }

    internal byte* ReadablePointer(long offset, long size)
    {
        CheckRange(offset, size);
        return _readable.Start + offset;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _readable.Dispose();
            _writable?.Dispose();
        }
    }

    private static MappedRegion Map(ArenaAddress address, bool isWritable)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(
                address.Path, FileMode.Open, isWritable ? FileAccess.ReadWrite : FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (RandomAccess.GetLength(file) != address.Capacity)
            {
                throw new RayException(RayErrorCode.Unknown, $"'{address.Path}' is not the object store that the node announced: its size is another one. Connect to the node again.");
            }

            return MappedRegion.Map(file, address.Capacity, isWritable);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RayException(
                RayErrorCode.Unknown,
                $"The node's object store at '{address.Path}' cannot be opened: {exception.Message} The node must run on this machine, in the same container, as the same user; and it must be alive.",
                exception);
        }
    }

    private static int CheckedLength(long count) => count <= int.MaxValue
        ? (int)count
        : throw new RaySerializationException($"One span or memory holds at most {int.MaxValue} elements, and this object has {count}. Read it in ranges, or store it as several objects.");

    private void CheckRange(long offset, long size)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);
        if (offset < ArenaHeader.Size || size < 0 || offset > Capacity || size > Capacity - offset)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), $"{size} bytes at {offset} are not inside the object store of {Capacity} bytes.");
        }
    }

    private MappedRegion MapWritable()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_writable is null)
            {
                var region = Map(_address, isWritable: true);
                _writeWindows = new ArenaWindows(region);
                Volatile.Write(ref _writable, region);
            }

            return _writable;
        }
    }
}
