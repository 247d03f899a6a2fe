using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>Makes the folder of a build from stored files: links where the disk can, copies elsewhere.</summary>
internal static class BuildFolder
{
    private const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder at once: it is there with all of its files, or not at all.</summary>
    internal static void Create(FileStore store, BuildManifest manifest, string folder, bool writable)
    {
        string temporary = $"{folder}.{Guid.NewGuid():n}.new";
        try
        {
            Directory.CreateDirectory(temporary);
            string? last = null;
            string? binary = BinaryOf(manifest);
            foreach (BuildFile file in manifest.Files)
            {
                string path = Path.Combine(temporary, file.Path);
                string parent = Path.GetDirectoryName(path)!;
                if (parent != last)
                {
                    Directory.CreateDirectory(last = parent);
                }

                // Builds that come from Windows do not say what may be executed.
                Place(store.PathOf(file.Hash), path, file.IsExecutable || file.Path == binary, writable);
            }

            Directory.Move(temporary, folder);
        }
        catch
        {
            Delete(temporary);
            throw;
        }
    }

    /// <summary>Whether a folder holds the files of a build and no others.</summary>
    internal static async ValueTask<bool> IsIntactAsync(BuildManifest manifest, string folder, CancellationToken cancellationToken)
    {
        Dictionary<string, FileInfo> found = [];
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            found[Path.GetRelativePath(folder, file.FullName).Replace('\\', '/')] = file;
        }

        if (found.Count != manifest.Files.Length)
        {
            return false;
        }

        foreach (BuildFile file in manifest.Files)
        {
            if (!found.TryGetValue(file.Path, out FileInfo? info) || info.LinkTarget is not null || info.Length != file.Size)
            {
                return false;
            }
        }

        bool intact = true;
        await Parallel.ForEachAsync(manifest.Files, cancellationToken, (file, token) =>
        {
            if (FileHasher.HashOf(found[file.Path].FullName, token, out _) != file.Hash)
            {
                intact = false;
            }

            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return intact;
    }

    internal static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? BinaryOf(BuildManifest manifest) =>
        manifest.Kind switch
        {
            BuildKind.Native => manifest.Entry,
            BuildKind.SelfContained => Path.GetFileNameWithoutExtension(manifest.Entry),
            _ => null,
        };

    private static void Place(string stored, string path, bool executable, bool writable)
    {
        // A link shares its mode with the stored file, which nobody may write or execute.
        if (!writable && !executable && HardLink.TryCreate(stored, path))
        {
            return;
        }

        File.Copy(stored, path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Read | (writable ? UnixFileMode.UserWrite : UnixFileMode.None) | (executable ? Execute : UnixFileMode.None));
        }
    }
}
