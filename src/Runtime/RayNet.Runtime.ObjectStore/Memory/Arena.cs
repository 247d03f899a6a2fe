using System.Security.Cryptography;
using RayNet.Runtime.ObjectStore.Mapping;

namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>One node's segment of shared memory. The node makes it; other processes of the machine map it by its address.</summary>
internal sealed class Arena : IAsyncDisposable
{
    internal const long SmallestCapacity = 1L << 20;

    private readonly ArenaSegment _segment;

    private Arena(ArenaSegment segment, ArenaOptions options, long capacity)
    {
        _segment = segment;
        Address = new ArenaAddress(segment.Path, capacity, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        var writable = MappedRegion.Map(segment.File, capacity, isWritable: true);
        unsafe
        {
            ArenaHeader.Write(new Span<byte>(writable.Start, ArenaHeader.Size), capacity, Address.Instance);
        }

        Mapping = new StoreMapping(Address, MappedRegion.Map(segment.File, capacity, isWritable: false), writable);
        Warmer = new PageWarmer(writable, segment.CanPopulate ? options : options with { Prefault = false });
    }

    internal ArenaAddress Address { get; }

    internal long Capacity => Address.Capacity;

    /// <summary>The node's own mapping.</summary>
    internal StoreMapping Mapping { get; }

    internal PageWarmer Warmer { get; }

    internal static Arena Create(ArenaOptions options)
    {
        long capacity = options.Capacity ?? (long)(MemoryLimit.Detect() * 0.3);
        if (capacity < SmallestCapacity)
        {
            throw new InvalidOptionException($"An object store of {capacity} bytes is too small. Give it {SmallestCapacity} bytes or more.");
        }

        capacity -= capacity % ArenaHeader.Size;
        ArenaSegment segment = ArenaSegment.Create(options, capacity);
        try
        {
            return new Arena(segment, options, capacity);
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Warmer.DisposeAsync().ConfigureAwait(false);
        Mapping.Dispose();
        _segment.Dispose();
    }
}
