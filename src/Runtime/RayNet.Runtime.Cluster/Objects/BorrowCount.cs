namespace RayNet.Runtime.Cluster.Objects;

/// <summary>How often the owner of an object counts this process for it, until all of that goes back at once. A field; not to be copied.</summary>
internal struct BorrowCount
{
    private const int Taken = -1;

    private int _count;

    /// <summary>The owner has counted this process once more; <see langword="false"/> if its counts have gone back, which this one has to follow.</summary>
    internal bool TryAdd()
    {
        int seen = Volatile.Read(ref _count);
        while (seen != Taken)
        {
            int before = Interlocked.CompareExchange(ref _count, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>The last holder is gone: all go back. Only the first call says how many.</summary>
    internal bool TryTake(out int count)
    {
        count = Interlocked.Exchange(ref _count, Taken);
        return count != Taken;
    }
}
