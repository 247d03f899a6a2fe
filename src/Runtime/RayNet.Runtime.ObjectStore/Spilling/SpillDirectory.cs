using System.Globalization;

namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>
/// The directory of one store's files, made inside the configured one and deleted with the store. A lock tells the directories of
/// living stores from those that killed ones left; the next store deletes those.
/// </summary>
internal sealed class SpillDirectory : IDisposable
{
    private const string Prefix = "raynet-spill-";
    private const string LockName = "in-use";

    private readonly FileStream _lock;

    internal SpillDirectory(string parent)
    {
        try
        {
            Directory.CreateDirectory(parent);
            DeleteOrphans(parent);
            FullName = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(FullName);
            }
            else
            {
                Directory.CreateDirectory(FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            _lock = new FileStream(Path.Combine(FullName, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidOptionException($"Objects cannot be spilled to '{parent}': {exception.Message} Choose a directory that this process may write to.", exception);
        }
    }

    internal string FullName { get; }

    public void Dispose()
    {
        _lock.Dispose();
        TryDelete(FullName);
    }

    private static void DeleteOrphans(string parent)
    {
        foreach (string directory in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            if (IsOrphan(directory))
            {
                TryDelete(directory);
            }
        }
    }

    private static bool IsOrphan(string directory)
    {
        try
        {
            using (new FileStream(Path.Combine(directory, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                return true;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void TryDelete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another store deletes it at this moment, or it is not ours to delete.
        }
    }
}
