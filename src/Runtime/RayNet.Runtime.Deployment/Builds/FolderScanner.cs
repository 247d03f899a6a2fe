namespace RayNet.Runtime.Deployment.Builds;

/// <summary>Lists the files of a folder that is going to travel, within limits: a wrong folder (the home, a disk) is noticed at once.</summary>
internal sealed class FolderScanner(string root, ExcludePatterns exclude, PackageLimits limits)
{
    private readonly List<ScannedFile> _files = [];
    private long _total;

    internal static List<ScannedFile> Scan(string folder, ExcludePatterns exclude, PackageLimits limits)
    {
        var scanner = new FolderScanner(folder, exclude, limits);
        try
        {
            scanner.Scan(new DirectoryInfo(folder), string.Empty);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidPackageException($"The folder '{folder}' cannot be read: {exception.Message} Mend that, or exclude what cannot be read.", exception);
        }

        return scanner._files;
    }

    internal static ScannedFile Look(FileInfo file, string path) =>
        new(path, file.FullName, file.Length, file.LastWriteTimeUtc.Ticks, IsExecutable(file));

    private void Scan(DirectoryInfo folder, string prefix)
    {
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos())
        {
            string path = prefix + entry.Name;
            if (exclude.Match(path, entry.Name))
            {
                continue;
            }

            switch (entry.LinkTarget is null ? entry : Follow(entry, path))
            {
                case DirectoryInfo child:
                    Scan(child, path + "/");
                    break;
                case FileInfo file:
                    Add(Look(file, path));
                    break;
            }
        }
    }

    /// <summary>A link to a file travels as its content. A link to a folder may lead anywhere, also back to where it lies.</summary>
    private FileInfo Follow(FileSystemInfo link, string path) =>
        link.ResolveLinkTarget(returnFinalTarget: true) switch
        {
            FileInfo { Exists: true } file => file,
            DirectoryInfo { Exists: true } => throw Error(path, "is a link to a folder, which does not travel. Replace it by the folder, or exclude it"),
            _ => throw Error(path, "is a link to nothing. Remove it, or exclude it"),
        };

    private void Add(ScannedFile file)
    {
        if (PathRules.ProblemOf(file.Path, onWindows: false) is { } problem)
        {
            throw Error(file.Path, problem + ". Rename it, or exclude it");
        }

        if (file.Size > limits.MaxFileSize)
        {
            throw Error(file.Path, $"has {file.Size} bytes, and {limits.MaxFileSize} is the limit for one file. Exclude it, or raise the limit");
        }

        _files.Add(file);
        if (_files.Count > limits.MaxFiles)
        {
            throw new InvalidPackageException($"The folder '{root}' has more than {limits.MaxFiles} files. Is it the right one? Exclude what is not needed, or raise the limit.");
        }

        _total += file.Size;
        if (_total > limits.MaxTotalSize)
        {
            IEnumerable<string> largest = _files.OrderByDescending(static item => item.Size).Take(3).Select(static item => $"{item.Path} ({item.Size} bytes)");
            throw new InvalidPackageException($"The folder '{root}' has more than {limits.MaxTotalSize} bytes; its largest files so far are {string.Join(", ", largest)}. Exclude what is not needed, or raise the limit.");
        }
    }

    private InvalidPackageException Error(string path, string problem) => new($"The file {BuildErrors.Quote(path)} in '{root}' {problem}.");

    private static bool IsExecutable(FileInfo file) => !OperatingSystem.IsWindows() && (file.UnixFileMode & UnixFileMode.UserExecute) != 0;
}
