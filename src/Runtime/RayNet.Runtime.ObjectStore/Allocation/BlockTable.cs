namespace RayNet.Runtime.ObjectStore.Allocation;

/// <summary>The allocator's blocks, kept outside of the arena, where a process that writes past its object cannot reach them.</summary>
internal sealed class BlockTable
{
    internal const int None = -1;

    private Block[] _blocks = new Block[64];
    private int _count;
    private int _firstUnused = None;

    internal ref Block this[int block] => ref _blocks[block];

    internal int Length => _count;

    internal int Add(long offset, long size, int before, int after)
    {
        int block = _firstUnused;
        if (block != None)
        {
            _firstUnused = _blocks[block].Next;
        }
        else
        {
            if (_count == _blocks.Length)
            {
                Array.Resize(ref _blocks, _count * 2);
            }

            block = _count++;
        }

        _blocks[block] = new Block { Offset = offset, Size = size, Before = before, After = after, Previous = None, Next = None };
        return block;
    }

    internal void Remove(int block)
    {
        // A freed extent that is freed again finds no size here.
        _blocks[block] = new Block { Next = _firstUnused };
        _firstUnused = block;
    }
}
