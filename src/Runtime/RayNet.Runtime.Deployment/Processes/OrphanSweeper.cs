using System.Globalization;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Deployment.Logging;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>
/// Cleans up after nodes that were killed: ends the processes that they left, and removes their folders. Their newest logs stay, since
/// they say why. A process is ended only if it is the one that was recorded, not if it merely has its id.
/// </summary>
internal sealed class OrphanSweeper(string root, TimeProvider clock, ILogger logger, int keptLogs = OrphanSweeper.DefaultKeptLogs)
{
    private const int DefaultKeptLogs = 3;

    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(5);

    internal async ValueTask<SweepResult> SweepAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            return default;
        }

        List<(string Folder, FileStream Lock)> dead = await LockDeadAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // The processes may take a moment to end, and other nodes may start meanwhile.
            int killed = await Task.Run(() => dead.Sum(session => KillProcesses(session.Folder)), cancellationToken).ConfigureAwait(false);
            return new SweepResult(dead.Count, killed);
        }
        finally
        {
            for (int i = 0; i < dead.Count; i++)
            {
                Remove(dead[i].Folder, dead[i].Lock, keepLogs: i < keptLogs);
            }
        }
    }

    /// <summary>The sessions that nobody holds, held by this process now, the newest first.</summary>
    private async ValueTask<List<(string Folder, FileStream Lock)>> LockDeadAsync(CancellationToken cancellationToken)
    {
        FileStream rootLock = await SessionLocks.AcquireRootAsync(root, clock, cancellationToken).ConfigureAwait(false);
        await using (rootLock.ConfigureAwait(false))
        {
            var dead = new List<(string Folder, FileStream Lock)>();
            foreach (string folder in Directory.EnumerateDirectories(root, Session.FolderPrefix + "*").OrderDescending(StringComparer.Ordinal))
            {
                if (SessionLocks.TryAcquire(Session.LockOf(folder)) is { } held)
                {
                    dead.Add((folder, held));
                }
            }

            return dead;
        }
    }

    private int KillProcesses(string folder)
    {
        string list = Session.ProcessesOf(folder);
        if (!Directory.Exists(list))
        {
            return 0;
        }

        var killed = new List<ProcessIdentity>();
        foreach (string file in Directory.EnumerateFiles(list))
        {
            // The file's name has to agree: half a file names another process.
            if (ProcessIdentity.TryParse(File.ReadAllText(file), out ProcessIdentity process)
                && Path.GetFileName(file) == process.Pid.ToString(CultureInfo.InvariantCulture)
                && process.Pid != Environment.ProcessId
                && ProcessKiller.Kill(process))
            {
                killed.Add(process);
                logger.OrphanKilled(process.Pid, Path.GetFileName(folder));
            }
        }

        foreach (ProcessIdentity process in killed)
        {
            ProcessKiller.WaitForExit(process, KillLimit);
        }

        return killed.Count;
    }

    private void Remove(string folder, FileStream held, bool keepLogs)
    {
        try
        {
            string logs = Session.LogsOf(folder);
            if (keepLogs && Directory.Exists(logs) && Directory.EnumerateFileSystemEntries(logs).Any())
            {
                foreach (string child in Directory.EnumerateDirectories(folder).Where(child => child != logs))
                {
                    Directory.Delete(child, recursive: true);
                }

                foreach (string file in Directory.EnumerateFiles(folder).Where(file => file != Session.LockOf(folder)))
                {
                    File.Delete(file);
                }

                held.Dispose();
                return;
            }

            // Open files cannot be removed everywhere. Whoever takes the lock now finds nothing left to end.
            held.Dispose();
            Directory.Delete(folder, recursive: true);
            logger.SessionRemoved(Path.GetFileName(folder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            held.Dispose();
            logger.FolderNotRemoved(folder, exception);
        }
    }
}
