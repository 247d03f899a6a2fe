namespace RayNet.Runtime.Embedded;

/// <summary>
/// Work items that their thread runs itself, one after another, instead of giving them to the pool. When it is held up, whoever notices gives
/// the rest to the pool; each item is taken once.
/// </summary>
internal sealed class Capture
{
    private const int Most = 16;

    private readonly IThreadPoolWorkItem?[] _items = new IThreadPoolWorkItem?[Most];
    private int _count;
    private int _taken;

    /// <summary>How many were kept since the last <see cref="Reset"/>.</summary>
    internal int Count => Volatile.Read(ref _count);

    /// <summary>Keeps an item, if there is room. Only by the thread that is to run them.</summary>
    internal bool TryKeep(IThreadPoolWorkItem work)
    {
        int count = _count;
        if (count == Most)
        {
            return false;
        }

        _items[count] = work;
        Volatile.Write(ref _count, count + 1);
        return true;
    }

    /// <summary>The next item that nobody has taken, or <see langword="null"/>. By any thread.</summary>
    internal IThreadPoolWorkItem? Take()
    {
        int index = Interlocked.Increment(ref _taken) - 1;
        return (uint)index < (uint)Volatile.Read(ref _count) ? _items[index] : null;
    }

    /// <summary>Gives what is left to the pool. By any thread.</summary>
    internal void Spill(Action<IThreadPoolWorkItem> pool)
    {
        while (Take() is { } work)
        {
            pool(work);
        }
    }

    /// <summary>Makes room again. Only by the thread that keeps items, when no other one can take any.</summary>
    internal void Reset()
    {
        Array.Clear(_items, 0, _count);
        _taken = 0;
        _count = 0;
    }
}
