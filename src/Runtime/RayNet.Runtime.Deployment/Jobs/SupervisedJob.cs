using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Jobs;

/// <summary>A job and its process, guarded by the supervisor's lock.</summary>
internal sealed class SupervisedJob(JobRecord record, string logFile)
{
    internal JobRecord Record { get; set; } = record;

    internal string LogFile { get; } = logFile;

    internal ChildProcess? Process { get; set; }

    internal ITimer? StopTimer { get; set; }

    internal CancellationTokenSource Starting { get; } = new();

    /// <summary>Completes with the last record.</summary>
    internal TaskCompletionSource<JobRecord> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
