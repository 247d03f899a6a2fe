namespace RayNet.CompilerServices;

/// <summary>Blocks a thread until a cell completes.</summary>
internal static class BlockingWait
{
    /// <summary>Called before a thread blocks: it may have duties that another thread has to take over.</summary>
    internal static Action? BeforePark { get; set; }

    /// <summary>Waits; runs the call in place where that is possible. Returns <see langword="false"/> on timeout.</summary>
    internal static bool Wait(ObjectCell cell, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (cell.IsCompleted)
        {
            return true;
        }

        // A call that runs in place cannot be left on time.
        if (timeout is null && !cancellationToken.CanBeCanceled && cell.Home is { } home && home.TryRunInPlace(cell) && cell.IsCompleted)
        {
            return true;
        }

        return Park(cell, timeout, cancellationToken);
    }

    private static bool Park(ObjectCell cell, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var signal = new Signal();
        if (!cell.TryAddContinuation(signal))
        {
            return true;
        }

        cell.Await();
        BeforePark?.Invoke();
        using FrameWait wait = FrameWait.Enter(cancellationToken);
        return signal.Wait(timeout ?? Timeout.InfiniteTimeSpan, wait.Token);
    }

#pragma warning disable CA1001 // The event is not disposed: the completing thread may still be in Set, and without its WaitHandle it owns nothing.
    private sealed class Signal : CellContinuation
#pragma warning restore CA1001
    {
        private readonly ManualResetEventSlim _event = new(initialState: false, spinCount: Environment.ProcessorCount > 2 ? 10 : 0);

        internal override void OnCompleted(ObjectCell cell) => _event.Set();

        internal bool Wait(TimeSpan timeout, CancellationToken cancellationToken) => _event.Wait(timeout, cancellationToken);
    }
}
