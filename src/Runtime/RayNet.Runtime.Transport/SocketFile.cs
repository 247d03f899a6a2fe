namespace RayNet.Runtime.Transport;

/// <summary>The file of a socket that listens.</summary>
internal static class SocketFile
{
    /// <summary>Deletes it. Its folder is that of a session, which may have been cleared away with it after the end of its node.</summary>
    internal static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone already.
        }
    }
}
