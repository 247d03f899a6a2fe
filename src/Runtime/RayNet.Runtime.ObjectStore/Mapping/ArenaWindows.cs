using System.Buffers;
using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.ObjectStore.Mapping;

/// <summary>
/// A mapping as memory. One memory reaches at most 2 GiB far, so there is one for every GiB: a range of up to 1 GiB lies wholly
/// in the window that its first byte selects, and slicing it allocates nothing.
/// </summary>
internal sealed class ArenaWindows
{
    /// <summary>The longest range.</summary>
    internal const int LongestRange = 1 << 30;

    private readonly Memory<byte>[] _windows;

    internal ArenaWindows(MappedRegion region)
    {
        _windows = new Memory<byte>[((region.Length - 1) / LongestRange) + 1];
        for (int i = 0; i < _windows.Length; i++)
        {
            long start = (long)i * LongestRange;
            _windows[i] = new Window(region, start, (int)Math.Min(int.MaxValue, region.Length - start)).Memory;
        }
    }

    internal Memory<byte> Slice(long offset, int size) => size <= LongestRange
        ? _windows[offset / LongestRange].Slice((int)(offset % LongestRange), size)
        : throw new ArgumentOutOfRangeException(nameof(size), $"A range holds at most {LongestRange} bytes.");

    /// <summary>Holds no pin and no reference that counts: the mapping outlives it because it is reachable from it.</summary>
    private sealed unsafe class Window(MappedRegion region, long offset, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new(region.Start + offset, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(region.Start + offset + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
