using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>
/// A file in a directory, where the system has no memfd. It is deleted with the arena; what a killed node left behind, the next
/// one deletes: a file that nobody has locked belongs to nobody.
/// </summary>
internal sealed class MappedFileSegment : ArenaSegment
{
    private const string Prefix = "raynet-arena-";

    private readonly FileStream _stream;

    internal MappedFileSegment(string directory, long capacity)
    {
        Directory.CreateDirectory(directory);
        DeleteOrphans(directory);
        CheckRoom(directory, capacity);
        Path = System.IO.Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _stream = new FileStream(Path, options);
        try
        {
            _stream.SetLength(capacity);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal override SafeFileHandle File => _stream.SafeFileHandle;

    internal override string Path { get; }

    internal override bool CanPopulate => OperatingSystem.IsLinux();

    public override void Dispose()
    {
        _stream.Dispose();
        TryDelete(Path);
    }

    /// <summary>A file without room behind it ends the process that writes to it, long after it was made.</summary>
    private static void CheckRoom(string directory, long capacity)
    {
        long free = new DriveInfo(System.IO.Path.GetFullPath(directory)).AvailableFreeSpace;
        if (free < capacity)
        {
            throw new InvalidOptionException(
                $"An object store of {capacity} bytes does not fit into '{directory}', which has {free} bytes free. Make it smaller, give the directory more room (a container's /dev/shm: --shm-size), or choose another directory.");
        }
    }

    private static void DeleteOrphans(string directory)
    {
        foreach (string file in Directory.EnumerateFiles(directory, Prefix + "*"))
        {
            try
            {
                using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                System.IO.File.Delete(file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // In use, or another user's.
            }
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            System.IO.File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process still maps it; the next node of the machine deletes it.
        }
    }
}
