using System.Buffers;
using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.ObjectStore.Mapping;

/// <summary>Numbers of an object that is being created, in the writable mapping, which stays as long as this is not disposed.</summary>
internal sealed unsafe class WritableMemoryManager<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly MappedRegion _region;
    private readonly T* _start;
    private int _isReleased;

    internal WritableMemoryManager(MappedRegion region, byte* start, int length)
    {
        _region = region;
        _start = (T*)start;
        Length = length;
        region.AddReference();
    }

    internal int Length { get; }

    public override Span<T> GetSpan()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isReleased) != 0, this);
        return new Span<T>(_start, Length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isReleased) != 0, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)Length);
        return new MemoryHandle(_start + elementIndex, pinnable: this);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            _region.Release();
        }
    }
}
