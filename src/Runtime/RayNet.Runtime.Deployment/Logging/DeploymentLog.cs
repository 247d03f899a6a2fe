using Microsoft.Extensions.Logging;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Logging;

/// <summary>Everything that deployment, worker processes and jobs log.</summary>
internal static partial class DeploymentLog
{
    [LoggerMessage(EventIds.FileDamaged, LogLevel.Warning, "The stored file {Hash} does not have its content any more and was removed. It is sent again when a build needs it. Check the disk if this repeats.", EventName = nameof(FileDamaged))]
    internal static partial void FileDamaged(this ILogger logger, FileHash hash);

    [LoggerMessage(EventIds.FilesEvicted, LogLevel.Debug, "The file store removed {Count} files ({Bytes} bytes) that no build uses, to make room.", EventName = nameof(FilesEvicted))]
    internal static partial void FilesEvicted(this ILogger logger, int count, long bytes);

    [LoggerMessage(EventIds.BuildMaterialised, LogLevel.Debug, "Build {Build} is ready in {Folder}: {Received} of {Files} files were received.", EventName = nameof(BuildMaterialised))]
    internal static partial void BuildMaterialised(this ILogger logger, BuildId build, string folder, int received, int files);

    [LoggerMessage(EventIds.BuildRemoved, LogLevel.Debug, "Build {Build} was removed: no job uses it.", EventName = nameof(BuildRemoved))]
    internal static partial void BuildRemoved(this ILogger logger, BuildId build);

    [LoggerMessage(EventIds.FolderNotRemoved, LogLevel.Warning, "The folder {Folder} could not be removed and stays behind.", EventName = nameof(FolderNotRemoved))]
    internal static partial void FolderNotRemoved(this ILogger logger, string folder, Exception exception);

    [LoggerMessage(EventIds.BuildGathered, LogLevel.Information, "The files of build {Build} came from a node that has them: its job began under another head.", EventName = nameof(BuildGathered))]
    internal static partial void BuildGathered(this ILogger logger, BuildId build);

    [LoggerMessage(EventIds.BuildNotGathered, LogLevel.Warning, "The files of build {Build} of a job that runs cannot be had from {Nodes} nodes: {Reason} A node that joins cannot run the job; start its program again, which sends the files.", EventName = nameof(BuildNotGathered))]
    internal static partial void BuildNotGathered(this ILogger logger, BuildId build, int nodes, string reason);

    [LoggerMessage(EventIds.WorkerStarted, LogLevel.Debug, "Worker {Pid} started.", EventName = nameof(WorkerStarted))]
    internal static partial void WorkerStarted(this ILogger logger, int pid);

    [LoggerMessage(EventIds.WorkerExited, LogLevel.Debug, "Worker {Pid} ended: {Exit}.", EventName = nameof(WorkerExited))]
    internal static partial void WorkerExited(this ILogger logger, int pid, string exit);

    [LoggerMessage(EventIds.WorkerDied, LogLevel.Warning, "Worker {Pid} died: {Exit}. Its last output is in {ErrorFile}.", EventName = nameof(WorkerDied))]
    internal static partial void WorkerDied(this ILogger logger, int pid, string exit, string errorFile);

    [LoggerMessage(EventIds.OrphanKilled, LogLevel.Warning, "Process {Pid} was left behind by a node that was killed (session {Session}), and was ended.", EventName = nameof(OrphanKilled))]
    internal static partial void OrphanKilled(this ILogger logger, int pid, string session);

    [LoggerMessage(EventIds.SessionRemoved, LogLevel.Debug, "Session {Session} of a node that was killed was removed.", EventName = nameof(SessionRemoved))]
    internal static partial void SessionRemoved(this ILogger logger, string session);

    [LoggerMessage(EventIds.ExitHandlerFailed, LogLevel.Error, "A handler of the end of process {Pid} threw.", EventName = nameof(ExitHandlerFailed))]
    internal static partial void ExitHandlerFailed(this ILogger logger, int pid, Exception exception);

    [LoggerMessage(EventIds.JobChanged, LogLevel.Information, "Job {Job} is {State}. {Text}", EventName = nameof(JobChanged))]
    internal static partial void JobChanged(this ILogger logger, string job, string state, string text);

    [LoggerMessage(EventIds.JobKilled, LogLevel.Warning, "Job {Job} did not end within {Seconds} s of being asked to, and was killed.", EventName = nameof(JobKilled))]
    internal static partial void JobKilled(this ILogger logger, string job, double seconds);

    [LoggerMessage(EventIds.JobHandlerFailed, LogLevel.Error, "A handler of the states of job {Job} threw.", EventName = nameof(JobHandlerFailed))]
    internal static partial void JobHandlerFailed(this ILogger logger, string job, Exception exception);
}
