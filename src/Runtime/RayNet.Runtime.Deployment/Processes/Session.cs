using System.Globalization;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>
/// What one run of a node has on the disk: logs, and a list of its processes, in a folder that it holds locked. The next node on the
/// machine finds a folder that nobody holds, and cleans up (<see cref="OrphanSweeper"/>).
/// </summary>
internal sealed class Session : IDisposable
{
    internal const string FolderPrefix = "session-";

    private const string LockName = "session.lock";
    private const string ProcessesName = "processes";

    private readonly FileStream _lock;

    private Session(string folder, FileStream held)
    {
        Folder = folder;
        _lock = held;
        Directory.CreateDirectory(LogFolder);
        Directory.CreateDirectory(ProcessesOf(folder));
    }

    internal string Folder { get; }

    internal string Name => Path.GetFileName(Folder);

    internal string LogFolder => LogsOf(Folder);

    /// <summary>Makes the folder of a new run under the folder that all runs share.</summary>
    internal static async ValueTask<Session> CreateAsync(string root, TimeProvider clock, CancellationToken cancellationToken)
    {
        PrivateFolder.Create(root);
        // Under the lock of the root, so that nobody sweeps a folder between its making and its locking.
        FileStream rootLock = await SessionLocks.AcquireRootAsync(root, clock, cancellationToken).ConfigureAwait(false);
        await using (rootLock.ConfigureAwait(false))
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{FolderPrefix}{clock.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}");
            string folder = Path.Combine(root, name);
            for (int i = 2; Directory.Exists(folder); i++)
            {
                folder = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{name}-{i}"));
            }

            PrivateFolder.Create(folder);
            return new Session(folder, SessionLocks.Acquire(LockOf(folder)));
        }
    }

    /// <summary>Lets the folder go. Its logs stay until the next node sweeps.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>Remembers a process that has to end with this run.</summary>
    internal void Record(ProcessIdentity process) => File.WriteAllText(FileOf(process.Pid), process.ToString());

    internal void Forget(int pid)
    {
        try
        {
            File.Delete(FileOf(pid));
        }
        catch (DirectoryNotFoundException)
        {
            // The folder was removed by hand.
        }
    }

    internal static string LockOf(string folder) => Path.Combine(folder, LockName);

    internal static string LogsOf(string folder) => Path.Combine(folder, "logs");

    internal static string ProcessesOf(string folder) => Path.Combine(folder, ProcessesName);

    private string FileOf(int pid) => Path.Combine(ProcessesOf(Folder), pid.ToString(CultureInfo.InvariantCulture));
}
