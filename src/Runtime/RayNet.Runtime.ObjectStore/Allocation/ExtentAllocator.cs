namespace RayNet.Runtime.ObjectStore.Allocation;

/// <summary>
/// Divides the arena. What was in use before is given out again before untouched memory is, because its pages are there already.
/// The same calls give the same extents. Not synchronized; its owner locks.
/// </summary>
internal sealed class ExtentAllocator
{
    private readonly BlockTable _blocks = new();
    private readonly FreeLists _free;
    private readonly long _start;
    private readonly long _end;
    private long _top;
    private int _last = BlockTable.None;

    /// <summary>Creates an allocator of the bytes from <paramref name="start"/> to <paramref name="end"/>.</summary>
    internal ExtentAllocator(long start, long end)
    {
        _free = new FreeLists(_blocks);
        _start = SizeClasses.AlignUp(start, SizeClasses.Page);
        _end = end & -SizeClasses.Granule;
        _top = _start;
        Touched = _start;
    }

    internal long Capacity => _end - _start;

    /// <summary>What is in use, with what rounding adds.</summary>
    internal long Used { get; private set; }

    /// <summary>How many extents are in use.</summary>
    internal int Count { get; private set; }

    /// <summary>The end of the highest extent that there ever was.</summary>
    internal long Touched { get; private set; }

    /// <summary>Whether nothing but one free piece is left: nothing in use, and no free block between.</summary>
    internal bool IsWhole => _top == _start && _last == BlockTable.None;

    /// <summary>The longest piece that is free now.</summary>
    internal long LongestFree() => Math.Max(_free.Longest(), _end - _top);

    /// <summary>Whether an empty arena has room for the object.</summary>
    internal bool CanEverFit(long size) => size <= Capacity && SizeClasses.Round(size) <= Capacity;

    internal bool TryAllocate(long size, out Extent extent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        extent = default;
        if (!CanEverFit(size))
        {
            return false;
        }

        long rounded = SizeClasses.Round(size);
        int block = _free.Find(rounded);
        if (block != BlockTable.None)
        {
            _free.Remove(block);
        }
        else if (!TryExtend(rounded, out block))
        {
            return false;
        }

        Trim(block, rounded);
        Used += rounded;
        Count++;
        extent = new Extent(block, _blocks[block].Offset, rounded);
        return true;
    }

    internal void Free(Extent extent)
    {
        int block = extent.Block;
        if ((uint)block >= (uint)_blocks.Length || _blocks[block].IsFree || _blocks[block].Offset != extent.Offset || _blocks[block].Size != extent.Size)
        {
            throw new InvalidOperationException($"The extent of {extent.Size} bytes at {extent.Offset} is not in use.");
        }

        Used -= extent.Size;
        Count--;
        int after = _blocks[block].After;
        if (after != BlockTable.None && _blocks[after].IsFree)
        {
            _free.Remove(after);
            Merge(block, after);
        }

        int before = _blocks[block].Before;
        if (before != BlockTable.None && _blocks[before].IsFree)
        {
            _free.Remove(before);
            Merge(before, block);
            block = before;
        }

        if (_blocks[block].After != BlockTable.None)
        {
            _free.Add(block);
            return;
        }

        _top = _blocks[block].Offset;
        _last = _blocks[block].Before;
        if (_last != BlockTable.None)
        {
            _blocks[_last].After = BlockTable.None;
        }

        _blocks.Remove(block);
    }

    /// <summary>Takes a block from the part that no free list has.</summary>
    private bool TryExtend(long size, out int block)
    {
        block = BlockTable.None;
        long offset = SizeClasses.AlignUp(_top, SizeClasses.AlignmentOf(size));
        if (offset + size > _end)
        {
            return false;
        }

        block = _blocks.Add(_top, offset + size - _top, _last, BlockTable.None);
        if (_last != BlockTable.None)
        {
            _blocks[_last].After = block;
        }

        _last = block;
        _top = offset + size;
        Touched = Math.Max(Touched, _top);
        return true;
    }

    /// <summary>Gives back what lies before the aligned start and after the end of an extent in its block.</summary>
    private void Trim(int block, long size)
    {
        long offset = _blocks[block].Offset;
        long padding = SizeClasses.AlignUp(offset, SizeClasses.AlignmentOf(size)) - offset;
        if (padding > 0)
        {
            int front = _blocks.Add(offset, padding, _blocks[block].Before, block);
            Link(front);
            _blocks[block].Offset += padding;
            _blocks[block].Size -= padding;
            _free.Add(front);
        }

        long rest = _blocks[block].Size - size;
        if (rest > 0)
        {
            // The last block is exactly as long as its extent, so there is a neighbour.
            int back = _blocks.Add(_blocks[block].Offset + size, rest, block, _blocks[block].After);
            Link(back);
            _blocks[block].Size = size;
            _free.Add(back);
        }
    }

    private void Link(int block)
    {
        if (_blocks[block].Before != BlockTable.None)
        {
            _blocks[_blocks[block].Before].After = block;
        }

        if (_blocks[block].After != BlockTable.None)
        {
            _blocks[_blocks[block].After].Before = block;
        }
    }

    private void Merge(int block, int after)
    {
        _blocks[block].Size += _blocks[after].Size;
        int next = _blocks[after].After;
        _blocks[block].After = next;
        if (next != BlockTable.None)
        {
            _blocks[next].Before = block;
        }

        if (_last == after)
        {
            _last = block;
        }

        _blocks.Remove(after);
    }
}
