namespace RayNet.Runtime.Cluster.Objects;

/// <summary>
/// Views of shared memory are given back when the collector finds that nobody uses them, and the collector does not see how much they hold. So it
/// is started after a certain volume of views: three times, since a view is only given back from the oldest generation (its spans do not keep it alive).
/// </summary>
internal sealed class ViewPressure
{
    private const long Budget = 512L * 1024 * 1024;

    private long _opened;
    private int _collecting;
    private bool _holdsAnything;

    /// <summary>A view was opened.</summary>
    internal void Add(long bytes)
    {
        _holdsAnything = true;
        if (Interlocked.Add(ref _opened, bytes) > Budget && Interlocked.Exchange(ref _collecting, 1) == 0)
        {
            Interlocked.Exchange(ref _opened, 0);
            ThreadPool.UnsafeQueueUserWorkItem(static pressure => pressure.Collect(), this, preferLocal: false);
        }
    }

    /// <summary>The process has a reference that keeps an object in the store.</summary>
    internal void Note() => _holdsAnything = true;

    /// <summary>The store is full: views and references that nobody uses are wanted back now.</summary>
    internal void Relieve()
    {
        if (Volatile.Read(ref _holdsAnything) && Interlocked.Exchange(ref _collecting, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static pressure => pressure.Collect(), this, preferLocal: false);
        }
    }

    private void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
        }

        Volatile.Write(ref _collecting, 0);
    }
}
