namespace RayNet.Runtime.Rpc;

/// <summary>
/// A time limit for somebody else that this process only counts while it runs itself: the limit is over after so many short steps, and a step that comes late counts as one. Where this process was
/// starved or stood still, the steps come late, and so does whatever it would have read meanwhile; that is not the other side's fault.
/// </summary>
internal sealed class PatientTimer : IDisposable
{
    /// <summary>Steps of a limit. What was read goes through several queues before it is seen; each step gives each of them a turn.</summary>
    internal const int Steps = 10;

    private readonly Lock _gate = new();
    private readonly int _steps;
    private readonly Action _elapsed;
    private readonly ITimer _timer;
    private TimeSpan _step;
    private int _left;

    /// <param name="time">The clock.</param>
    /// <param name="elapsed">Is called when the limit is over.</param>
    /// <param name="steps">In how many steps the limit is counted; one for a limit that is over at its moment, whoever slept.</param>
    internal PatientTimer(TimeProvider time, Action elapsed, int steps = Steps)
    {
        _steps = steps;
        _elapsed = elapsed;
        _timer = time.CreateTimer(static state => ((PatientTimer)state!).OnStep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The limit runs, from its beginning.</summary>
    internal void Start(TimeSpan limit)
    {
        lock (_gate)
        {
            _step = limit / _steps;
            _left = _steps;
            _timer.Change(_step, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The limit does not run any more.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _left = 0;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        Stop();
        _timer.Dispose();
    }

    private void OnStep()
    {
        lock (_gate)
        {
            // One that was stopped may have been under way.
            if (_left == 0)
            {
                return;
            }

            if (--_left > 0)
            {
                _timer.Change(_step, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        _elapsed();
    }
}
