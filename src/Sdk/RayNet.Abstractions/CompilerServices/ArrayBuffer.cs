using System.Buffers;

namespace RayNet.CompilerServices;

/// <summary>A buffer in the memory of the process: where all readers are in it, or the numbers are few.</summary>
internal sealed class ArrayBuffer<T>(int count) : BufferMemory<T>(count)
    where T : unmanaged
{
    private readonly T[] _items = GC.AllocateUninitializedArray<T>(count);

    /// <summary>Whether numbers of the type are stored as they are.</summary>
    internal static void Check(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!Blittable<T>.IsSupported)
        {
            throw new RaySerializationException($"A buffer holds built-in numbers or characters, and '{typeof(T)}' is neither. Put an array of it with Ray.Put.");
        }
    }

    private protected override Span<T> GetNumbers() => _items;

    private protected override MemoryHandle PinNumbers(int index) => _items.AsMemory(index).Pin();

    private protected override ObjectRef<ReadOnlyMemory<T>> Seal() => new(StoredObject<ReadOnlyMemory<T>>.Own(_items, new ReadOnlyMemoryTraits<T>()));

    private protected override void Free()
    {
    }
}
