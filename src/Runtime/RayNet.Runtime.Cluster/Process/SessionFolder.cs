namespace RayNet.Runtime.Cluster;

/// <summary>Where the sockets and logs of one cluster are on this machine. Short, since the path of a socket is limited to about a hundred bytes.</summary>
internal static class SessionFolder
{
    internal static string Create(ulong id)
    {
        string path = Path.Combine(Path.GetTempPath(), $"raynet-{id:x8}");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    internal static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (IOException)
        {
            // A worker that is on its way out still writes to it; the next start on this machine removes what is left.
        }
    }
}
