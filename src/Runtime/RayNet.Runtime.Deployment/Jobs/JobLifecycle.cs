using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Jobs;

/// <summary>
/// The states of a job and what leads from one to the next. Pure: every event may come at any time and twice, and one that comes too late
/// changes nothing.
/// </summary>
internal static class JobLifecycle
{
    internal static JobRecord Submit(string id, DateTimeOffset now) => new(id, JobState.Pending, "The job waits for its files.", now);

    internal static (JobRecord Job, JobAction Action) OnStarted(JobRecord job, int pid, DateTimeOffset now)
    {
        if (job.State == JobState.Pending)
        {
            return (job with { State = JobState.Running, Message = "The job runs.", Pid = pid, Started = now }, JobAction.None);
        }

        // Stopped while it started: nobody wants it any more.
        return (job, job.State == JobState.Stopped ? JobAction.Kill : JobAction.None);
    }

    internal static JobRecord OnStartFailed(JobRecord job, string reason, DateTimeOffset now) =>
        job.State == JobState.Pending ? job with { State = JobState.Failed, Message = $"The job could not be started: {reason}", Ended = now } : job;

    internal static (JobRecord Job, JobAction Action) OnStopRequested(JobRecord job, DateTimeOffset now) =>
        job switch
        {
            { State: JobState.Pending } => (job with { State = JobState.Stopped, Message = "The job was stopped before it started.", StopRequested = true, Ended = now }, JobAction.CancelStart),
            { State: JobState.Running, StopRequested: false } => (job with { StopRequested = true, Message = "The job was asked to end." }, JobAction.Terminate),
            _ => (job, JobAction.None),
        };

    internal static JobAction OnStopOverdue(JobRecord job) => job is { State: JobState.Running, StopRequested: true } ? JobAction.Kill : JobAction.None;

    internal static JobRecord OnExited(JobRecord job, ProcessExit exit, string lastOutput, DateTimeOffset now)
    {
        if (job.State != JobState.Running)
        {
            return job;
        }

        (JobState state, string message) = job.StopRequested ? (JobState.Stopped, "The job was stopped.")
            : exit.IsSuccess ? (JobState.Succeeded, "The job ended.")
            : (JobState.Failed, lastOutput.Length == 0 ? $"The job's driver failed: {exit}." : $"The job's driver failed: {exit}. Its last output:{Environment.NewLine}{lastOutput}");
        return job with { State = state, Message = message, ExitCode = exit.ExitCode, Signal = exit.Signal, Ended = now };
    }
}
