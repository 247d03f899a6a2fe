using System.Globalization;
using RayNet.Runtime.Cluster.Logging;
using RayNet.Runtime.Cluster.Machine;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node.Memory;

/// <summary>
/// Stops workers before the node's memory runs out: the system would end any process then, the node itself among them. What a worker did fails, or is done again, by the rules for
/// workers that are lost; whoever asks learns why.
/// </summary>
internal sealed class MemoryMonitor : IAsyncDisposable
{
    private readonly NodeAgent _node;
    private readonly MemoryOptions _options;
    private readonly ITimer? _timer;
    private readonly Lock _gate = new();
    private readonly List<IWorkerProcess> _ending = [];
    private bool _isSeen;

    internal MemoryMonitor(NodeAgent node, MemoryOptions options)
    {
        _node = node;
        _options = options;
        if (options.Interval > TimeSpan.Zero)
        {
            _timer = node.Options.TimeProvider.CreateTimer(static state => ((MemoryMonitor)state!).Look(), this, options.Interval, options.Interval);
        }
    }

    /// <summary>The workers that it stopped.</summary>
    internal WorkerEnds Ends { get; } = new();

    /// <summary>The last look at the memory.</summary>
    internal MemoryReading Last { get; private set; }

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Looks at the memory, and stops workers where it is short.</summary>
    internal void Look()
    {
        // A look that takes longer than the interval is not overtaken.
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            if (_options.Usage.Read() is { } reading)
            {
                Last = reading;
                Relieve(reading);
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Relieve(MemoryReading reading)
    {
        long excess = MemoryVictims.Excess(reading.Used, reading.Total, _options.Threshold);
        _ending.RemoveAll(static process => process.Exited.IsCompleted);
        if (excess == 0 || _ending.Count > 0)
        {
            // What is ending frees its memory first: otherwise others would be stopped in its place.
            _isSeen &= excess != 0;
            return;
        }

        Dictionary<ulong, WorkerEntry> workers = _node.Workers.Connected().ToDictionary(static worker => worker.Process);
        IReadOnlyList<WorkerLoad> victims = MemoryVictims.Choose(_node.Scheduler.Read(leases => Loads(workers.Values, leases)), excess);
        foreach (WorkerLoad victim in victims)
        {
            Stop(workers[victim.Process], victim, reading);
        }

        if (victims.Count == 0 && !_isSeen)
        {
            _isSeen = true;
            _node.Options.Logger.MemoryShort(_node.Options.Name, reading.Used, reading.Total);
        }
    }

    private List<WorkerLoad> Loads(IEnumerable<WorkerEntry> workers, IReadOnlyCollection<LeaseEntry> leases)
    {
        ILookup<ulong, LeaseEntry> byWorker = leases.ToLookup(static lease => lease.Worker.Process);
        return
        [
            .. from worker in workers
               let held = byWorker[worker.Process]
               select new WorkerLoad(
                   worker.Process,
                   _options.Usage.ReadProcess(worker.Started?.ProcessId ?? 0),
                   held.Count(),
                   held.All(static lease => lease.Request.IsRetriable),
                   held.Select(static lease => lease.Id.Number).DefaultIfEmpty().Max()),
        ];
    }

    private void Stop(WorkerEntry worker, WorkerLoad load, MemoryReading reading)
    {
        if (worker.Started is not { } process)
        {
            return;
        }

        string choice = load.Leases == 0 ? "it had no work" : load.IsRetriable ? "its work may be done again, and it got some last" : "it got work last";
        var end = new WorkerEnd(process.ProcessId, _node.Options.Id, _node.Options.Name, load.Bytes, reading.Used, reading.Total, _options.Threshold, choice);
        Ends.Add(worker.Process, end);
        _node.Workers.Retire(worker);
        _ending.Add(process);
        _node.Options.Logger.WorkerStoppedForMemory(process.ProcessId, Describe(end));
        process.Kill();
    }

    /// <summary>What happened, for people.</summary>
    internal static string Describe(WorkerEnd end) => string.Create(
        CultureInfo.InvariantCulture,
        $"worker process {end.ProcessId} was stopped because node {end.NodeName} ran short of memory: {Size(end.UsedBytes)} of {Size(end.TotalBytes)} were in use, more than the {end.Threshold:0.##%} of its threshold. The worker used {Size(end.WorkerBytes)}; {end.Choice}. Let tasks declare their Memory, run fewer at a time with NumCpus, or use a larger node.");

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MiB");
}
