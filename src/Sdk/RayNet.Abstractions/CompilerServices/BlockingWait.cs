namespace RayNet.CompilerServices;

/// <summary>Blocks a thread until a cell completes.</summary>
internal static class BlockingWait
{
    /// <summary>Called before a thread blocks: it may have duties that another thread has to take over.</summary>
    internal static Action? BeforePark { get; set; }

    /// <summary>
    /// How often a getter looks for the end of a call that runs in this process before its thread sleeps: as often as a task of the platform does. To sleep and to be
    /// woken costs as much as a hundred small calls.
    /// </summary>
    private const int Looks = 35;

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

        return EndsSoon(cell) || Park(cell, timeout, cancellationToken);
    }

    /// <summary>Looks for a while where the call runs on a thread of this process. What runs elsewhere is told by a thread that needs the core.</summary>
    private static bool EndsSoon(ObjectCell cell)
    {
        var spinner = default(SpinWait);
        while (spinner.Count < Looks && (cell.State == CellState.Completing || cell.Frame is not null))
        {
            spinner.SpinOnce(sleep1Threshold: -1);
            if (cell.IsCompleted)
            {
                return true;
            }
        }

        return false;
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
