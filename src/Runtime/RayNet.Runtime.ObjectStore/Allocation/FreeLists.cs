using System.Numerics;

namespace RayNet.Runtime.ObjectStore.Allocation;

/// <summary>The free blocks by size class, the last freed first, and a bit for every list that holds one.</summary>
internal sealed class FreeLists
{
    private readonly BlockTable _blocks;
    private readonly int[] _heads = new int[SizeClasses.Count];
    private readonly ulong[] _used = new ulong[(SizeClasses.Count + 63) / 64];

    internal FreeLists(BlockTable blocks)
    {
        _blocks = blocks;
        Array.Fill(_heads, BlockTable.None);
    }

    internal void Add(int block)
    {
        ref Block added = ref _blocks[block];
        int list = SizeClasses.ListOf(added.Size);
        int head = _heads[list];
        added.IsFree = true;
        added.Previous = BlockTable.None;
        added.Next = head;
        if (head != BlockTable.None)
        {
            _blocks[head].Previous = block;
        }

        _heads[list] = block;
        _used[list / 64] |= 1UL << (list % 64);
    }

    internal void Remove(int block)
    {
        ref Block removed = ref _blocks[block];
        removed.IsFree = false;
        if (removed.Next != BlockTable.None)
        {
            _blocks[removed.Next].Previous = removed.Previous;
        }

        if (removed.Previous != BlockTable.None)
        {
            _blocks[removed.Previous].Next = removed.Next;
            return;
        }

        int list = SizeClasses.ListOf(removed.Size);
        _heads[list] = removed.Next;
        if (removed.Next == BlockTable.None)
        {
            _used[list / 64] &= ~(1UL << (list % 64));
        }
    }

    /// <summary>A block that the extent fits into. A small one is the first that is surely long enough; a large one is the shortest that is.</summary>
    internal int Find(long size)
    {
        long alignment = SizeClasses.AlignmentOf(size);
        for (int list = NextUsed(SizeClasses.ListOf(size)); list != BlockTable.None; list = NextUsed(list + 1))
        {
            if (alignment == SizeClasses.Granule)
            {
                // A rounded small size is the shortest of its list.
                return _heads[list];
            }

            int best = FindShortest(list, size, alignment);
            if (best != BlockTable.None)
            {
                return best;
            }
        }

        return BlockTable.None;
    }

    /// <summary>The size of the longest free block.</summary>
    internal long Longest()
    {
        int last = BlockTable.None;
        for (int word = _used.Length - 1; word >= 0 && last == BlockTable.None; word--)
        {
            if (_used[word] != 0)
            {
                last = (word * 64) + BitOperations.Log2(_used[word]);
            }
        }

        long longest = 0;
        for (int block = last == BlockTable.None ? last : _heads[last]; block != BlockTable.None; block = _blocks[block].Next)
        {
            longest = Math.Max(longest, _blocks[block].Size);
        }

        return longest;
    }

    private int FindShortest(int list, long size, long alignment)
    {
        int best = BlockTable.None;
        for (int block = _heads[list]; block != BlockTable.None; block = _blocks[block].Next)
        {
            ref Block candidate = ref _blocks[block];
            long padding = SizeClasses.AlignUp(candidate.Offset, alignment) - candidate.Offset;
            if (candidate.Size >= size + padding && (best == BlockTable.None || candidate.Size < _blocks[best].Size))
            {
                best = block;
            }
        }

        return best;
    }

    private int NextUsed(int list)
    {
        for (int word = list / 64; word < _used.Length; word++)
        {
            ulong bits = word == list / 64 ? _used[word] & (ulong.MaxValue << (list % 64)) : _used[word];
            if (bits != 0)
            {
                return (word * 64) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return BlockTable.None;
    }
}
