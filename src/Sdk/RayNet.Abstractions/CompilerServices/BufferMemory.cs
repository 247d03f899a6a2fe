using System.Buffers;

namespace RayNet.CompilerServices;

/// <summary>What a <see cref="RayBuffer{T}"/> writes to. It is open until it is sealed or freed, whichever comes first.</summary>
internal abstract class BufferMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private const int Open = 0;
    private const int Sealed = 1;
    private const int Freed = 2;

    private int _state;

    private protected BufferMemory(int count) => Count = count;

    internal int Count { get; }

    public sealed override Span<T> GetSpan()
    {
        CheckOpen();
        return GetNumbers();
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        CheckOpen();
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)Count);
        return PinNumbers(elementIndex);
    }

    public override void Unpin()
    {
    }

    internal Memory<T> GetMemory()
    {
        CheckOpen();
        return CreateMemory(Count);
    }

    internal ObjectRef<ReadOnlyMemory<T>> SealOnce()
    {
        if (Interlocked.CompareExchange(ref _state, Sealed, Open) != Open)
        {
            CheckOpen();
        }

        return Seal();
    }

    internal void TryFree()
    {
        if (Interlocked.CompareExchange(ref _state, Freed, Open) == Open)
        {
            Free();
        }
    }

    private protected abstract Span<T> GetNumbers();

    private protected abstract MemoryHandle PinNumbers(int index);

    private protected abstract ObjectRef<ReadOnlyMemory<T>> Seal();

    private protected abstract void Free();

    protected override void Dispose(bool disposing) => TryFree();

    private void CheckOpen()
    {
        int state = Volatile.Read(ref _state);
        if (state != Open)
        {
            throw new ObjectDisposedException(
                nameof(RayBuffer<>), state == Sealed ? "The buffer was sealed: its numbers never change again. Read them by the reference, or create another buffer." : "The buffer was disposed.");
        }
    }
}
