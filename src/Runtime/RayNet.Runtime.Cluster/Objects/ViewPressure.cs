namespace RayNet.Runtime.Cluster.Objects;

/// <summary>
/// Views of shared memory are given back when the collector finds that nobody uses them, and the collector does not see how much they hold. So it
/// is started after a certain volume of views. A view is only given back from the oldest generation, since its spans do not keep it alive: that is
/// after three collections, which lie as far apart as that volume.
/// </summary>
internal sealed class ViewPressure
{
    /// <summary>Memory that was used before is ten times as fast to write as memory that was not, so little of it is kept going around.</summary>
    private const long SmallestBudget = 64L * 1024 * 1024;
    private const long LargestBudget = 1024L * 1024 * 1024;

    private long _opened;
    private long _budget = SmallestBudget;
    private int _collecting;
    private bool _holdsAnything;

    /// <summary>A view was opened.</summary>
    internal void Add(long bytes)
    {
        _holdsAnything = true;
        if (Interlocked.Add(ref _opened, bytes) > Volatile.Read(ref _budget) && Interlocked.Exchange(ref _collecting, 1) == 0)
        {
            Interlocked.Exchange(ref _opened, 0);
            ThreadPool.UnsafeQueueUserWorkItem(static pressure => pressure.Collect(1), this, preferLocal: false);
        }
    }

    /// <summary>The process has a reference that keeps an object in the store.</summary>
    internal void Note() => _holdsAnything = true;

    /// <summary>The store is full: views and references that nobody uses are wanted back now.</summary>
    internal void Relieve()
    {
        if (Volatile.Read(ref _holdsAnything) && Interlocked.Exchange(ref _collecting, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static pressure => pressure.Collect(3), this, preferLocal: false);
        }
    }

    private void Collect(int times)
    {
        for (int i = 0; i < times; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
        }

        // A collection costs as much as there is on the heap: it is worth it after as much as that again.
        Volatile.Write(ref _budget, Math.Clamp(GC.GetTotalMemory(forceFullCollection: false), SmallestBudget, LargestBudget));
        Volatile.Write(ref _collecting, 0);
    }
}
