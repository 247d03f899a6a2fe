namespace RayNet.CompilerServices;

/// <summary>Completes when enough of a set of cells have.</summary>
internal sealed class CellLatch
{
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _isSet;
    private int _missing;

    internal CellLatch(ObjectCell[] cells, int needed)
    {
        // The bias keeps the latch closed until every cell is registered.
        _missing = int.MaxValue;
        int completed = 0;
        foreach (ObjectCell cell in cells)
        {
            cell.Await();
            if (cell.IsCompleted || !cell.TryAddContinuation(new Count(this)))
            {
                completed++;
            }
        }

        _isSet = Interlocked.Add(ref _missing, needed - completed - int.MaxValue) <= 0;
    }

    internal async Task<bool> WaitAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (_isSet)
        {
            return true;
        }

        using FrameWait wait = FrameWait.Enter(cancellationToken);
        try
        {
            await _completed.Task.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, RayAmbient.Find()?.TimeProvider ?? TimeProvider.System, wait.Token).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return _completed.Task.IsCompleted;
        }
    }

    private sealed class Count(CellLatch latch) : CellContinuation
    {
        internal override void OnCompleted(ObjectCell cell)
        {
            if (Interlocked.Decrement(ref latch._missing) == 0)
            {
                latch._completed.TrySetResult();
            }
        }
    }
}
