using System.Buffers;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.ObjectStore.Layout;

/// <summary>Writes objects into the arena and reads them from it. Where a read throws, the pin is still the caller's.</summary>
internal static unsafe class StoredLayout
{
    /// <summary>What an array needs in the arena.</summary>
    internal static long SizeOfArray<T>(long count)
        where T : unmanaged => checked(StoredHeader.Size + (count * sizeof(T)));

    /// <summary>What a serialized value needs in the arena.</summary>
    internal static long SizeOfBytes(long length) => checked(StoredHeader.Size + length);

    /// <summary>Where the numbers of an array begin.</summary>
    internal static long NumbersAt(ObjectLocation location) => location.Offset + StoredHeader.Size;

    /// <summary>Writes an array into memory that was created for it.</summary>
    internal static void WriteArray<T>(StoreMapping mapping, ObjectLocation location, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        byte* data = Begin(mapping, location, new StoredHeader(StoredKind.Array, ElementType<T>.Required, (long)values.Length * sizeof(T)));
        BulkCopy.Copy(values, data);
    }

    /// <summary>Writes the header of an array and returns its numbers, to be filled in place: that spares the copy.</summary>
    internal static Span<T> BeginArray<T>(StoreMapping mapping, ObjectLocation location, int count)
        where T : unmanaged
    {
        byte* data = Begin(mapping, location, new StoredHeader(StoredKind.Array, ElementType<T>.Required, (long)count * sizeof(T)));
        return new Span<T>(data, count);
    }

    /// <summary>As <see cref="BeginArray"/>, for a caller that fills the numbers later.</summary>
    internal static WritableMemoryManager<T> OpenBuffer<T>(StoreMapping mapping, ObjectLocation location, int count)
        where T : unmanaged
    {
        byte* data = Begin(mapping, location, new StoredHeader(StoredKind.Array, ElementType<T>.Required, (long)count * sizeof(T)));
        return mapping.Writer<T>(data, count);
    }

    /// <summary>Writes a serialized value into memory that was created for it.</summary>
    internal static void WriteBytes(StoreMapping mapping, ObjectLocation location, in ReadOnlySequence<byte> bytes)
    {
        byte* data = Begin(mapping, location, new StoredHeader(StoredKind.Serialized, ElementType.None, bytes.Length));
        foreach (ReadOnlyMemory<byte> part in bytes)
        {
            BulkCopy.Copy(part.Span, data);
            data += part.Length;
        }
    }

    /// <summary>What the object is.</summary>
    internal static StoredHeader ReadHeader(StoreMapping mapping, ObjectLocation location) =>
        StoredHeader.Read(mapping.Readable(location.Offset, Math.Min(location.Size, StoredHeader.Size)), location.Size);

    /// <summary>The numbers of an array where they lie. <paramref name="released"/> is called once, when the view is disposed or collected.</summary>
    internal static SharedMemoryManager<T> OpenArray<T>(StoreMapping mapping, ObjectId id, ObjectLocation location, Action<ObjectId> released)
        where T : unmanaged
    {
        ElementType expected = ElementType<T>.Required;
        StoredHeader header = ReadHeader(mapping, location);
        if (header.Kind != StoredKind.Array || header.Element != expected)
        {
            throw new RaySerializationException($"Object {id} is {Name(header)}, and an array of {expected} was asked for.");
        }

        return header.Length % sizeof(T) == 0
            ? mapping.View<T>(location.Offset + StoredHeader.Size, header.Length / sizeof(T), id, released)
            : throw StoredHeader.Invalid($"its {header.Length} bytes are no whole number of {expected}");
    }

    /// <summary>The bytes of a serialized value where they lie. <paramref name="released"/> is called once, when the view is disposed or collected.</summary>
    internal static SharedMemoryManager<byte> OpenBytes(StoreMapping mapping, ObjectId id, ObjectLocation location, Action<ObjectId> released)
    {
        StoredHeader header = ReadHeader(mapping, location);
        return header.Kind == StoredKind.Serialized
            ? mapping.View<byte>(location.Offset + StoredHeader.Size, header.Length, id, released)
            : throw new RaySerializationException($"Object {id} is {Name(header)}, and a serialized value was asked for.");
    }

    private static string Name(StoredHeader header) => header.Kind == StoredKind.Array ? $"an array of {header.Element}" : "a serialized value";

    private static byte* Begin(StoreMapping mapping, ObjectLocation location, StoredHeader header)
    {
        if (location.Size < StoredHeader.Size + header.Length)
        {
            throw new ArgumentException($"An object of {header.Length} bytes and its header do not fit into {location.Size} bytes.", nameof(location));
        }

        byte* start = mapping.WritablePointer(location.Offset, location.Size);
        header.Write(new Span<byte>(start, StoredHeader.Size));
        return start + StoredHeader.Size;
    }
}
