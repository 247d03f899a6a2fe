namespace RayNet.Cli.Tests.Harness;

/// <summary>Folders of builds are read-only, so that nobody changes them; a test that is over may.</summary>
internal static class BuildFolders
{
    internal static void Unlock(string root)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (string folder in Directory.EnumerateDirectories(root))
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Unlock(folder);
        }
    }
}
