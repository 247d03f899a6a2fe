namespace RayNet.Runtime.ObjectStore.Mapping;

/// <summary>
/// One large copy by several threads: a single core does not use all of the memory's bandwidth. Whoever is free takes the next stripe; the caller takes part, so that a busy pool costs
/// nothing but the help.
/// </summary>
internal sealed unsafe class StripedCopy : IThreadPoolWorkItem
{
    /// <summary>From here on help pays: waking a thread costs some ten microseconds.</summary>
    internal const int From = 16 << 20;

    private const int Stripe = 1 << 20;
    private const int MostHelpers = 3;

    private readonly TaskCompletionSource _done = new();
    private readonly byte* _source;
    private readonly byte* _destination;
    private readonly nuint _count;
    private readonly int _stripes;
    private int _taken;
    private int _copied;

    private StripedCopy(byte* source, byte* destination, nuint count)
    {
        _source = source;
        _destination = destination;
        _count = count;
        _stripes = checked((int)((count + Stripe - 1) / Stripe));
    }

    /// <summary>Copies all of it, and returns when it is done.</summary>
    internal static void Copy(byte* source, byte* destination, nuint count)
    {
        int helpers = Math.Min(Environment.ProcessorCount - 1, MostHelpers);
        if (helpers == 0)
        {
            BulkCopy.CopyPastCache(source, destination, count);
            return;
        }

        var copy = new StripedCopy(source, destination, count);
        for (int helper = 0; helper < helpers; helper++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(copy, preferLocal: false);
        }

        ((IThreadPoolWorkItem)copy).Execute();
        copy._done.Task.GetAwaiter().GetResult();
    }

    void IThreadPoolWorkItem.Execute()
    {
        // A helper that comes too late touches nothing but the counter.
        for (int stripe; (stripe = Interlocked.Increment(ref _taken) - 1) < _stripes;)
        {
            nuint start = (nuint)stripe * Stripe;
            BulkCopy.CopyPastCache(_source + start, _destination + start, Math.Min(Stripe, _count - start));
            if (Interlocked.Increment(ref _copied) == _stripes)
            {
                _done.SetResult();
            }
        }
    }
}
