namespace RayNet.Runtime.Cluster.Node;

/// <summary>What a node's pool knows of the workers of one job. Used under the pool's lock.</summary>
/// <param name="setup">How they start.</param>
/// <param name="prestart">How many start before work needs them.</param>
internal sealed class JobWorkers(WorkerSetup setup, int prestart)
{
    /// <summary>Workers in a row that ended before they connected.</summary>
    private const int MostFailures = 3;

    /// <summary>How long a job whose workers could not be started gets no other one: what was missing may come.</summary>
    private static readonly TimeSpan FailuresLast = TimeSpan.FromSeconds(5);

    private int _failures;
    private long _failedAt;

    internal int Prestart { get; } = prestart;

    internal WorkerSetup Setup { get; } = setup;

    internal string? LastFailure { get; set; }

    internal void OnStarted() => _failures = 0;

    internal void OnFailed(TimeProvider time)
    {
        _failures++;
        _failedAt = time.GetTimestamp();
    }

    /// <summary>Whether no other worker is started for now. After a while one is, and the job has failed again where nothing has changed.</summary>
    internal bool HasFailed(TimeProvider time)
    {
        if (_failures >= MostFailures && time.GetElapsedTime(_failedAt) >= FailuresLast)
        {
            _failures = MostFailures - 1;
        }

        return _failures >= MostFailures;
    }
}
