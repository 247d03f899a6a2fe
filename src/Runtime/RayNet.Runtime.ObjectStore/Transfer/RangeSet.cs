namespace RayNet.Runtime.ObjectStore.Transfer;

/// <summary>Disjoint ranges of bytes, neighbours joined: what arrives in order is one range.</summary>
internal sealed class RangeSet
{
    private readonly List<(long Start, long End)> _ranges = [];

    internal int Count => _ranges.Count;

    /// <summary>Adds a range unless a part of it is there.</summary>
    internal bool TryAdd(long start, long end)
    {
        int next = FindFirstEndingAfter(start);
        if (next < _ranges.Count && _ranges[next].Start < end)
        {
            return false;
        }

        bool joinsBefore = next > 0 && _ranges[next - 1].End == start;
        bool joinsAfter = next < _ranges.Count && _ranges[next].Start == end;
        switch (joinsBefore, joinsAfter)
        {
            case (true, true):
                _ranges[next - 1] = (_ranges[next - 1].Start, _ranges[next].End);
                _ranges.RemoveAt(next);
                break;
            case (true, false):
                _ranges[next - 1] = (_ranges[next - 1].Start, end);
                break;
            case (false, true):
                _ranges[next] = (start, _ranges[next].End);
                break;
            default:
                _ranges.Insert(next, (start, end));
                break;
        }

        return true;
    }

    /// <summary>Whether every byte of a range is there.</summary>
    internal bool Contains(long start, long end)
    {
        int index = FindFirstEndingAfter(start);
        return start == end || (index < _ranges.Count && _ranges[index].Start <= start && _ranges[index].End >= end);
    }

    /// <summary>Takes out a range that is there as a whole.</summary>
    internal void Remove(long start, long end)
    {
        int index = FindFirstEndingAfter(start);
        (long rangeStart, long rangeEnd) = _ranges[index];
        _ranges.RemoveAt(index);
        if (end < rangeEnd)
        {
            _ranges.Insert(index, (end, rangeEnd));
        }

        if (rangeStart < start)
        {
            _ranges.Insert(index, (rangeStart, start));
        }
    }

    private int FindFirstEndingAfter(long position)
    {
        int low = 0;
        int high = _ranges.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_ranges[middle].End > position)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
