using RayNet.Runtime.ObjectStore.Layout;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>Blocks of one type of number in the store; found once for each type, without reflection.</summary>
internal abstract class BlockElement<T>
{
    internal static readonly BlockElement<T>? Instance = (BlockElement<T>?)Find();

    internal abstract long SizeOf(long count);

    internal abstract long Bytes(ReadOnlySpan<T> items);

    internal abstract void Write(StoreMapping mapping, ObjectLocation location, ReadOnlySpan<T> items);

    internal abstract ReadOnlyMemory<T> Open(StoreMapping mapping, ObjectId id, ObjectLocation location, Action<ObjectId> released);

    private static object? Find()
    {
        if (typeof(T) == typeof(byte))
        {
            return new Numbers<byte>();
        }

        if (typeof(T) == typeof(sbyte))
        {
            return new Numbers<sbyte>();
        }

        if (typeof(T) == typeof(short))
        {
            return new Numbers<short>();
        }

        if (typeof(T) == typeof(ushort))
        {
            return new Numbers<ushort>();
        }

        if (typeof(T) == typeof(int))
        {
            return new Numbers<int>();
        }

        if (typeof(T) == typeof(uint))
        {
            return new Numbers<uint>();
        }

        if (typeof(T) == typeof(long))
        {
            return new Numbers<long>();
        }

        if (typeof(T) == typeof(ulong))
        {
            return new Numbers<ulong>();
        }

        if (typeof(T) == typeof(float))
        {
            return new Numbers<float>();
        }

        if (typeof(T) == typeof(double))
        {
            return new Numbers<double>();
        }

        if (typeof(T) == typeof(Half))
        {
            return new Numbers<Half>();
        }

        return typeof(T) == typeof(char) ? new Numbers<char>() : null;
    }

    private sealed class Numbers<TNumber> : BlockElement<TNumber>
        where TNumber : unmanaged
    {
        internal override long SizeOf(long count) => StoredLayout.SizeOfArray<TNumber>(count);

        internal override long Bytes(ReadOnlySpan<TNumber> items) => SizeOf(items.Length);

        internal override void Write(StoreMapping mapping, ObjectLocation location, ReadOnlySpan<TNumber> items) => StoredLayout.WriteArray(mapping, location, items);

        internal override ReadOnlyMemory<TNumber> Open(StoreMapping mapping, ObjectId id, ObjectLocation location, Action<ObjectId> released) =>
            StoredLayout.OpenArray<TNumber>(mapping, id, location, released).View;
    }
}
