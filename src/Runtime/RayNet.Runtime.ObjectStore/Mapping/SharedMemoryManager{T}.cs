using System.Buffers;
using RayNet.CompilerServices;
using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.ObjectStore.Mapping;

/// <summary>
/// Numbers in the read-only mapping, and the pin that keeps them there: the pin is released once, when this is disposed or nothing
/// refers to it any more. After that the memory is another object's, so every later look at it throws.
/// </summary>
/// <remarks>
/// A span does not keep its memory alive. Whoever works on a span keeps the memory, or the reference it came from, until the work is
/// done. Because that is easy to forget, a view that was not disposed survives until the collector has moved it to its oldest generation.
/// </remarks>
internal sealed unsafe class SharedMemoryManager<T> : MemoryManager<T>, ISealedMemory
    where T : unmanaged
{
    private readonly MappedRegion _region;
    private readonly T* _start;
    private readonly int _length;
    private readonly ObjectId _id;
    private readonly Action<ObjectId> _released;
    private int _isReleased;

    internal SharedMemoryManager(MappedRegion region, long offset, int length, ObjectId id, Action<ObjectId> released)
    {
        _region = region;
        _start = (T*)(region.Start + offset);
        _length = length;
        _id = id;
        _released = released;
        region.AddReference();
    }

#pragma warning disable CA2015 // A span can outlive its memory: see the remarks. Without a finalizer a view that nobody disposes would hold its object for ever.
    ~SharedMemoryManager()
#pragma warning restore CA2015
    {
        // The constructor may not have come to the end.
        if (_released is null || Volatile.Read(ref _isReleased) != 0)
        {
            return;
        }

        if (GC.GetGeneration(this) < GC.MaxGeneration && !Environment.HasShutdownStarted)
        {
            GC.ReRegisterForFinalize(this);
            return;
        }

        ReleaseOnce();
    }

    /// <summary>What readers get. Writing through it by force ends the process.</summary>
    internal ReadOnlyMemory<T> View => CreateMemory(_length);

    public override Span<T> GetSpan()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isReleased) != 0, this);
        return new Span<T>(_start, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isReleased) != 0, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length);
        return new MemoryHandle(_start + elementIndex, pinnable: this);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => ReleaseOnce();

    private void ReleaseOnce()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            _region.Release();
            _released(_id);
        }
    }
}
