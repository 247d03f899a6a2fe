namespace RayNet.Runtime.Deployment.Processes;

/// <summary>Files that are held open by one process, so that the kernel lets them go when it is killed.</summary>
internal static class SessionLocks
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    internal static FileStream Acquire(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary><see langword="null"/> if another process holds it.</summary>
    internal static FileStream? TryAcquire(string path)
    {
        try
        {
            return Acquire(path);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The lock of the folder that all runs share, which is held for moments only.</summary>
    internal static async ValueTask<FileStream> AcquireRootAsync(string root, TimeProvider clock, CancellationToken cancellationToken)
    {
        string path = Path.Combine(root, "sessions.lock");
        long start = clock.GetTimestamp();
        while (true)
        {
            if (TryAcquire(path) is { } held)
            {
                return held;
            }

            if (clock.GetElapsedTime(start) > Limit)
            {
                throw new InvalidOptionException($"'{path}' cannot be locked: another process holds it, or the disk does not allow it. Choose another folder for sessions.");
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
