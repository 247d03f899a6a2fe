using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Environments;

/// <summary>Copies of working directories, which their owners may change.</summary>
internal static class WorkingFolder
{
    /// <summary>Copies the files of a folder of this machine.</summary>
    /// <exception cref="InvalidOptionException">A file cannot be read any more.</exception>
    internal static void Copy(AppDeployment source, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (BuildFile file in source.Manifest.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                File.Copy(source.SourceOf(file), path);
                Unlock(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new InvalidOptionException($"RuntimeEnv.WorkingDirectory cannot be copied: {exception.Message}", exception);
            }
        }
    }

    /// <summary>A copy has the mode of its source, which may be read-only.</summary>
    private static void Unlock(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            File.SetAttributes(path, FileAttributes.Normal);
        }
        else
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserWrite | UnixFileMode.UserRead);
        }
    }
}
