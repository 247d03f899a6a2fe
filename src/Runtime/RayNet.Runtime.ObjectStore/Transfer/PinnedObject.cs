using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.ObjectStore.Transfer;

/// <summary>A sealed object that stays in memory while it is read piece by piece, for example to send it to another node.</summary>
internal sealed class PinnedObject : IDisposable
{
    private readonly StoreDirectory _directory;
    private readonly ArenaRange _memory;
    private readonly ulong _process;
    private int _isReleased;

    private PinnedObject(StoreDirectory directory, StoreMapping mapping, ObjectId id, ObjectLocation location, ulong process)
    {
        _directory = directory;
        _memory = new ArenaRange(mapping, location.Offset, location.Size);
        _process = process;
        Id = id;
        Offset = location.Offset;
    }

    internal ObjectId Id { get; }

    internal long Size => _memory.Size;

    /// <summary>Where it lies in the arena.</summary>
    internal long Offset { get; }

    /// <summary>Pins an object for a process; <see langword="null"/> if the store does not have it.</summary>
    internal static async ValueTask<PinnedObject?> OpenAsync(
        StoreDirectory directory, StoreMapping mapping, ObjectId id, ulong process, CancellationToken cancellationToken = default) =>
        await directory.GetAsync(id, process, cancellationToken).ConfigureAwait(false) is { } location
            ? new PinnedObject(directory, mapping, id, location, process)
            : null;

    /// <summary>A piece of at most 1 GiB, where it lies. It must not be looked at after this is disposed.</summary>
    internal ReadOnlyMemory<byte> Read(long position, int count)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isReleased) != 0, this);
        return _memory.Read(position, count);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            _directory.Unpin(Id, _process);
        }
    }
}
