namespace RayNet.Runtime.ObjectStore.Mapping;

/// <summary>
/// A range of the arena that whoever got it may read or write piece by piece, however long it is. It holds no pin: it is valid as long
/// as the object it belongs to stays where it is.
/// </summary>
internal readonly struct ArenaRange(StoreMapping mapping, long offset, long size)
{
    internal long Size => size;

    internal ReadOnlyMemory<byte> Read(long position, int count) => mapping.ReadableMemory(Check(position, count), count);

    internal Memory<byte> Write(long position, int count) => mapping.WritableMemory(Check(position, count), count);

    private long Check(long position, int count) => position >= 0 && count >= 0 && position <= size - count
        ? offset + position
        : throw new ArgumentOutOfRangeException(nameof(position), $"{count} bytes at {position} are not inside the {size} bytes of the object.");
}
