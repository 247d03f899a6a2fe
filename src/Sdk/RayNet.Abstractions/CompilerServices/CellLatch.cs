using System.Runtime.CompilerServices;

namespace RayNet.CompilerServices;

/// <summary>Completes when enough of a set of cells have.</summary>
internal sealed class CellLatch
{
    /// <summary>Stands in place of who waits, once the latch is open.</summary>
    private static readonly Resumption Open = new(static () => { });

    private readonly bool _isSet;
    private int _missing;
    private Resumption? _waiting;

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
        if (timeout is null && !wait.Token.CanBeCanceled)
        {
            await new Awaitable(this);
            return true;
        }

        // Its own task, since a wait that is given up leaves the latch behind.
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Wait(opened.SetResult);
        try
        {
            await opened.Task.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, RayAmbient.Find()?.TimeProvider ?? TimeProvider.System, wait.Token).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return Volatile.Read(ref _missing) <= 0;
        }
    }

    private void Wait(Action continuation)
    {
        var waiting = new Resumption(continuation);
        if (Interlocked.CompareExchange(ref _waiting, waiting, null) is not null)
        {
            waiting.Run();
        }
    }

    private sealed class Count(CellLatch latch) : CellContinuation
    {
        internal override void OnCompleted(ObjectCell cell)
        {
            if (Interlocked.Decrement(ref latch._missing) == 0)
            {
                Interlocked.Exchange(ref latch._waiting, Open)?.Run();
            }
        }
    }

    /// <summary>Resumes whoever waits, in the way of every other await.</summary>
    private sealed class Resumption(Action continuation) : AwaitContinuation(continuation, null)
    {
        internal void Run() => Resume();
    }

    private readonly struct Awaitable(CellLatch latch) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;

        public Awaitable GetAwaiter() => this;

        public void GetResult()
        {
            // Nothing failed: that is for whoever reads the cells.
        }

        public void OnCompleted(Action continuation) => latch.Wait(continuation);

        public void UnsafeOnCompleted(Action continuation) => latch.Wait(continuation);
    }
}
