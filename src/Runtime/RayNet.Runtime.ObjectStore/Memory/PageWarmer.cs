namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>Touches the arena's pages in the background, some way ahead of the highest byte in use.</summary>
internal sealed class PageWarmer : IAsyncDisposable
{
    private const long Step = 64L << 20;

    private readonly MappedRegion _region;
    private readonly ArenaOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private long _touched;
    private long _warm;
    private Task _running = Task.CompletedTask;
    private bool _isStopped;

    internal PageWarmer(MappedRegion region, ArenaOptions options)
    {
        _region = region;
        _options = options;
        _isStopped = !options.Prefault;
        Start();
    }

    /// <summary>Up to where pages were touched.</summary>
    internal long Warm => Volatile.Read(ref _warm);

    /// <summary>The arena is in use up to here.</summary>
    internal void Advance(long touched)
    {
        if (touched > Volatile.Read(ref _touched))
        {
            Volatile.Write(ref _touched, touched);
            Start();
        }
    }

    /// <summary>Completes when nothing is left to touch for now.</summary>
    internal Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return _running;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task running;
        lock (_gate)
        {
            _isStopped = true;
            running = _running;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private long Target()
    {
        long touched = Volatile.Read(ref _touched);
        long ahead = Math.Clamp(touched / 4, _options.PrefaultAhead, Math.Max(_options.PrefaultAhead, _options.MostPrefaultAhead));
        return Math.Min(_region.Length, touched + ahead);
    }

    private void Start()
    {
        lock (_gate)
        {
            if (!_isStopped && _running.IsCompleted && _warm < Target())
            {
                _running = Task.Run(Run);
            }
        }
    }

    private void Run()
    {
        while (true)
        {
            long end;
            lock (_gate)
            {
                end = Math.Min(_warm + Step, Target());
                if (_isStopped || _warm >= end)
                {
                    // The next advance must see that nobody runs, not a task about to end.
                    _running = Task.CompletedTask;
                    return;
                }
            }

            bool done = _region.Populate(_warm, end - _warm, _stop.Token);
            lock (_gate)
            {
                _isStopped |= !done;
                _warm = done ? end : _warm;
            }
        }
    }
}
