using System.Diagnostics.CodeAnalysis;

namespace RayNet.Testing;

/// <summary>Breaks parts of a <see cref="RayCluster"/> by a schedule, mends what is to be mended, and measures how long the load is without answers.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source of its end has no timer and holds nothing, and its report may be asked for after its end.")]
public sealed class ChaosMonkey : IAsyncDisposable
{
    private readonly ChaosOptions _options;
    private readonly FaultInjector _injector;
    private readonly CancellationTokenSource _stop = new();
    private readonly FaultRecord?[] _records;
    private readonly List<string> _violations = [];
    private readonly Lock _gate = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly Task _running;

    private ChaosMonkey(RayCluster cluster, ChaosOptions options)
    {
        _options = options;
        Schedule = ChaosSchedule.Create(options);
        _records = new FaultRecord?[Schedule.Faults.Count];
        _injector = new FaultInjector(cluster, options);
        _running = Task.Run(RunAsync);
    }

    /// <summary>What happens when.</summary>
    public ChaosSchedule Schedule { get; }

    /// <summary>Completes when the schedule is through and everything is mended, or after <see cref="StopAsync"/>.</summary>
    public Task Completion => _running;

    /// <summary>Begins.</summary>
    /// <param name="cluster">What to break.</param>
    /// <param name="options">How.</param>
    /// <exception cref="InvalidOptionException">The options make no sense, or a kind of fault is not possible on this cluster.</exception>
    public static ChaosMonkey Start(RayCluster cluster, ChaosOptions options)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(options);
        FaultInjector.Check(cluster, options);
        return new ChaosMonkey(cluster, options);
    }

    /// <summary>Ends the faults, waits until what was broken is mended, and tells what came of it.</summary>
    public async Task<ChaosReport> StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        lock (_gate)
        {
            return new ChaosReport(Schedule.Seed, TimeProvider.System.GetElapsedTime(_start), [.. _records.OfType<FaultRecord>()], [.. _violations]);
        }
    }

    /// <summary>As <see cref="StopAsync"/>, without the report.</summary>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private async Task RunAsync()
    {
        var repairs = new List<Task>();
        for (int i = 0; i < Schedule.Faults.Count && !_stop.IsCancellationRequested; i++)
        {
            try
            {
                TimeSpan wait = Schedule.Faults[i].At - TimeProvider.System.GetElapsedTime(_start);
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            repairs.Add(InjectAsync(i, Schedule.Faults[i]));
        }

        await Task.WhenAll(repairs).ConfigureAwait(false);
    }

    /// <summary>One fault, its end and its recovery. Faults overlap where one takes longer than the interval.</summary>
    private async Task InjectAsync(int index, Fault fault)
    {
        long start = TimeProvider.System.GetTimestamp();
        try
        {
            Injection injection = await _injector.InjectAsync(fault).ConfigureAwait(false);
            var record = new FaultRecord(fault, injection.Target, injection.WasInjected);
            Set(index, record);
            if (!injection.WasInjected)
            {
                return;
            }

            Task<TimeSpan?> recovery = ProbeAsync(fault.Kind, start, record);
            await injection.Repair.ConfigureAwait(false);
            Set(index, record with { Recovery = await recovery.ConfigureAwait(false) });
        }
        catch (Exception exception)
        {
            Break($"{fault}: {exception.GetType().Name}: {exception.Message}");
        }
    }

    private async Task<TimeSpan?> ProbeAsync(FaultKind kind, long start, FaultRecord record)
    {
        if (_options.Probe is not { } probe)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(_options.RecoveryLimit);
        try
        {
            await probe(kind, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            return TimeProvider.System.GetElapsedTime(start);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Break($"{record}: no answers within {_options.RecoveryLimit.TotalSeconds:0} s");
            return null;
        }
    }

    private void Set(int index, FaultRecord record)
    {
        lock (_gate)
        {
            _records[index] = record;
        }

        _options.Observer?.Invoke(record);
    }

    private void Break(string violation)
    {
        lock (_gate)
        {
            _violations.Add(violation);
        }
    }
}
