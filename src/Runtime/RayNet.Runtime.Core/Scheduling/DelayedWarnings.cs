namespace RayNet.Runtime.Scheduling;

/// <summary>Looks again after a delay whether something is still stuck, so that a request that nothing can satisfy is not silent.</summary>
internal sealed class DelayedWarnings(TimeProvider time, TimeSpan delay)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Planned> _planned = [];
    private bool _closed;

    internal void Plan(Action warn)
    {
        var planned = new Planned(this, warn);
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _planned.Add(planned);
            planned.Timer = time.CreateTimer(static state => ((Planned)state!).Run(), planned, delay, Timeout.InfiniteTimeSpan);
        }
    }

    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (Planned planned in _planned)
            {
                planned.Timer?.Dispose();
            }

            _planned.Clear();
        }
    }

    private sealed class Planned(DelayedWarnings warnings, Action warn)
    {
        internal ITimer? Timer { get; set; }

        internal void Run()
        {
            lock (warnings._gate)
            {
                if (!warnings._planned.Remove(this))
                {
                    return;
                }

                Timer?.Dispose();
            }

            warn();
        }
    }
}
