using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Cli.Running;

/// <summary>Ends recorded processes: by their identity, never by a name, and never one that only has the id of another.</summary>
internal static class ProcessStopper
{
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(10);

    /// <summary>Asks the process to end, waits, and kills it when the time is over.</summary>
    internal static Task<StopResult> StopAsync(ProcessRecord record, TimeSpan gracePeriod, CancellationToken cancellationToken) =>
        Task.Run(() => Stop(record.Identity, gracePeriod), cancellationToken);

    /// <summary>Removes what killed processes left: their entries, and processes of theirs that still run.</summary>
    internal static async Task SweepAsync(ProcessRegistry registry, IReadOnlyCollection<ProcessRecord> ended, CancellationToken cancellationToken)
    {
        foreach (ProcessRecord record in ended.Where(static record => !record.Identity.IsRunning))
        {
            registry.Remove(record.Identity.Pid);
        }

        if (ended.Count > 0)
        {
            await new OrphanSweeper(registry.Root, TimeProvider.System, NullLogger.Instance).SweepAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static StopResult Stop(ProcessIdentity process, TimeSpan gracePeriod)
    {
        if (gracePeriod > TimeSpan.Zero && Ask(process) && ProcessKiller.WaitForExit(process, gracePeriod))
        {
            return StopResult.Stopped;
        }

        if (!process.IsRunning)
        {
            return StopResult.Stopped;
        }

        return ProcessKiller.Kill(process) && ProcessKiller.WaitForExit(process, KillLimit) ? StopResult.Killed : process.IsRunning ? StopResult.StillRuns : StopResult.Killed;
    }

    /// <summary>Asks for an end in good order. Windows has no such signal for a process without a window.</summary>
    private static bool Ask(ProcessIdentity process)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        using PidFd? descriptor = PidFd.TryOpen(process, out bool isSupported);
        return descriptor is not null ? descriptor.Send(Libc.SigTerm) : !isSupported && process.IsRunning && Libc.Kill(process.Pid, Libc.SigTerm) == 0;
    }
}
