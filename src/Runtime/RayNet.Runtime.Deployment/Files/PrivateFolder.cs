namespace RayNet.Runtime.Deployment.Files;

/// <summary>Folders that other users of the machine have no business in: code, logs, lists of processes.</summary>
internal static class PrivateFolder
{
    internal static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
