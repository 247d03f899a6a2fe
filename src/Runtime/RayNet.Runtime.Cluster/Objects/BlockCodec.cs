using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>Values that are one block of numbers: arrays, and memory, which readers share without a copy.</summary>
internal abstract class BlockCodec<T>
{
    internal static readonly BlockCodec<T>? Instance = (BlockCodec<T>?)(Find<byte>() ?? Find<sbyte>() ?? Find<short>() ?? Find<ushort>() ?? Find<int>()
        ?? Find<uint>() ?? Find<long>() ?? Find<ulong>() ?? Find<float>() ?? Find<double>() ?? Find<Half>() ?? Find<char>());

    /// <summary>Bytes in the store, layout included.</summary>
    internal abstract long SizeOf(T value);

    internal abstract void Write(StoreMapping mapping, ObjectLocation location, T value);

    /// <summary>The value. The pin is given back by <paramref name="released"/> when nobody uses it any more.</summary>
    internal abstract T Open(StoreMapping mapping, ObjectId id, ObjectLocation location, Action<ObjectId> released);

    /// <summary>The stored object that the value is a view of, if it is the whole of one.</summary>
    internal virtual bool IsWholeView(T value, [NotNullWhen(true)] out object? manager)
    {
        manager = null;
        return false;
    }

    /// <summary>One more value that is the view of an open block; <see langword="false"/> where values are copies, or of another type.</summary>
    internal virtual bool TryShare(object manager, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return false;
    }

    private static object? Find<TNumber>()
        where TNumber : unmanaged
    {
        if (typeof(T) == typeof(ReadOnlyMemory<TNumber>))
        {
            return new OfMemory<TNumber>();
        }

        return typeof(T) == typeof(TNumber[]) ? new OfArray<TNumber>() : null;
    }

    private sealed class OfMemory<TNumber> : BlockCodec<ReadOnlyMemory<TNumber>>
        where TNumber : unmanaged
    {
        internal override long SizeOf(ReadOnlyMemory<TNumber> value) => BlockElement<TNumber>.Instance!.SizeOf(value.Length);

        internal override void Write(StoreMapping mapping, ObjectLocation location, ReadOnlyMemory<TNumber> value) =>
            BlockElement<TNumber>.Instance!.Write(mapping, location, value.Span);

        internal override ReadOnlyMemory<TNumber> Open(StoreMapping mapping, ObjectId id, ObjectLocation location, Action<ObjectId> released) =>
            BlockElement<TNumber>.Instance!.Open(mapping, id, location, released);

        internal override bool TryShare(object manager, out ReadOnlyMemory<TNumber> value)
        {
            var shared = manager as SharedMemoryManager<TNumber>;
            value = shared?.View ?? default;
            return shared is not null;
        }

        internal override bool IsWholeView(ReadOnlyMemory<TNumber> value, [NotNullWhen(true)] out object? manager)
        {
            manager = null;
            if (MemoryMarshal.TryGetMemoryManager(value, out SharedMemoryManager<TNumber>? shared, out int start, out int length)
                && start == 0 && length == shared.Memory.Length)
            {
                manager = shared;
                return true;
            }

            return false;
        }
    }

    private sealed class OfArray<TNumber> : BlockCodec<TNumber[]>
        where TNumber : unmanaged
    {
        internal override long SizeOf(TNumber[] value) => value is null ? 0 : BlockElement<TNumber>.Instance!.SizeOf(value.Length);

        internal override void Write(StoreMapping mapping, ObjectLocation location, TNumber[] value) => BlockElement<TNumber>.Instance!.Write(mapping, location, value);

        internal override TNumber[] Open(StoreMapping mapping, ObjectId id, ObjectLocation location, Action<ObjectId> released)
        {
            // Whoever reads an array may write to it, so it is a copy.
            TNumber[] items = BlockElement<TNumber>.Instance!.Open(mapping, id, location, static _ => { }).ToArray();
            released(id);
            return items;
        }
    }
}
