using Microsoft.Extensions.Time.Testing;

namespace RayNet.Runtime.Tests;

/// <summary>A clock that stands still, and tells when the engine starts to wait for it.</summary>
internal sealed class TestTime : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _timers = [];
    private TaskCompletionSource _created = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The delays of all timers so far.</summary>
    public IReadOnlyList<TimeSpan> Timers
    {
        get
        {
            lock (_gate)
            {
                return [.. _timers];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            _timers.Add(dueTime);
            _created.TrySetResult();
            _created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return timer;
    }

    /// <summary>Completes when so many timers were made; returns the delay of the last of them.</summary>
    public async Task<TimeSpan> TimerCreated(int count)
    {
        while (true)
        {
            Task created;
            lock (_gate)
            {
                if (_timers.Count >= count)
                {
                    return _timers[count - 1];
                }

                created = _created.Task;
            }

            await created.Within($"timer {count}");
        }
    }
}
