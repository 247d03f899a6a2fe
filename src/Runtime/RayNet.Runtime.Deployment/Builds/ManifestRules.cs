namespace RayNet.Runtime.Deployment.Builds;

/// <summary>
/// Which manifests are accepted. Both sides check: the sender, so that the error names a file that its user can see; the receiver, since
/// it believes nobody.
/// </summary>
internal static class ManifestRules
{
    private const int MaxFrameworkLength = 64;

    internal static void Check(BuildManifest manifest, PackageLimits limits)
    {
        CheckHead(manifest, limits);
        var folders = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var sizes = new Dictionary<FileHash, long>();
        long total = 0;
        foreach (BuildFile file in manifest.Files)
        {
            CheckFile(file, limits);
            if (!paths.TryAdd(file.Path, file.Path))
            {
                throw BuildErrors.Refused(file.Path, paths[file.Path] == file.Path ? "is listed twice" : $"has the same name as {BuildErrors.Quote(paths[file.Path])} on machines that ignore case");
            }

            if (!sizes.TryAdd(file.Hash, file.Size) && sizes[file.Hash] != file.Size)
            {
                throw BuildErrors.Refused(file.Path, $"has {file.Size} bytes and the hash of a file of {sizes[file.Hash]} bytes");
            }

            AddFolders(folders, file.Path);
            total += file.Size;
            if (total > limits.MaxTotalSize)
            {
                throw BuildErrors.Refused($"its files have more than {limits.MaxTotalSize} bytes together. Leave out what does not run, or raise the limit");
            }
        }

        foreach (string path in paths.Keys)
        {
            if (folders.Contains(path))
            {
                throw BuildErrors.Refused(path, "is also the folder of another file");
            }
        }

        if (manifest.Kind != BuildKind.Folder && !(paths.TryGetValue(manifest.Entry, out string? entry) && entry == manifest.Entry))
        {
            throw BuildErrors.Refused(manifest.Entry, "starts the program and is not among its files");
        }
    }

    private static void CheckHead(BuildManifest manifest, PackageLimits limits)
    {
        if (!Enum.IsDefined(manifest.Kind))
        {
            throw BuildErrors.Refused($"its kind {(int)manifest.Kind} is not known here. Use the same version of RayNet on both sides");
        }

        if (manifest.Files.IsDefault || manifest.Files.Length > limits.MaxFiles)
        {
            throw BuildErrors.Refused($"it has more than {limits.MaxFiles} files. Leave out what does not run, or raise the limit");
        }

        if (manifest.Framework is not { Length: <= MaxFrameworkLength } framework || framework.Any(char.IsControl))
        {
            throw BuildErrors.Refused($"its target framework {BuildErrors.Quote(manifest.Framework ?? string.Empty)} is none");
        }

        if (manifest.Kind == BuildKind.Folder)
        {
            if (manifest.Entry is not "")
            {
                throw BuildErrors.Refused(manifest.Entry ?? string.Empty, "starts a folder, which is not a program");
            }
        }
        else if (manifest.Entry is null || PathRules.ProblemOf(manifest.Entry) is not null || manifest.Entry.Contains('/', StringComparison.Ordinal))
        {
            throw BuildErrors.Refused(manifest.Entry ?? string.Empty, "starts the program and does not lie directly in its folder");
        }
    }

    private static void CheckFile(BuildFile file, PackageLimits limits)
    {
        if (PathRules.ProblemOf(file.Path) is { } problem)
        {
            throw BuildErrors.Refused(file.Path ?? string.Empty, problem);
        }

        if (file.Size < 0 || file.Size > limits.MaxFileSize)
        {
            throw BuildErrors.Refused(file.Path, $"has {file.Size} bytes. From 0 to {limits.MaxFileSize} are accepted");
        }

        if (file.Size == 0 != (file.Hash == FileHash.Empty))
        {
            throw BuildErrors.Refused(file.Path, $"has {file.Size} bytes and the hash of another size");
        }
    }

    private static void AddFolders(HashSet<string> folders, string path)
    {
        for (int slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (!folders.Add(path[..slash]))
            {
                return;
            }
        }
    }
}
