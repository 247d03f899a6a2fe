namespace RayNet.Runtime.Cluster.Machine;

/// <summary>The files in which the system says what it has, uses and allows. Tests give a folder of their own as the root.</summary>
internal sealed class MachineFiles(string root)
{
    /// <summary>Those of this machine.</summary>
    internal static MachineFiles System { get; } = new("/");

    /// <summary>Where a path of the system is.</summary>
    internal string At(string path) => Path.Join(root, path);

    /// <summary>The lines of a file; none where there is no such file, or it may not be read.</summary>
    internal string[] Read(string path)
    {
        try
        {
            return File.ReadAllLines(At(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
