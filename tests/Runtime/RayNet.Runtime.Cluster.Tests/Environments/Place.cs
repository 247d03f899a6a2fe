namespace RayNet.Runtime.Cluster.Tests.Environments;

/// <summary>Tasks that look around them.</summary>
public static class Place
{
    [Remote]
    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    [Remote]
    public static string Folder() => Environment.CurrentDirectory;

    [Remote]
    public static string Append(string path, string text)
    {
        File.AppendAllText(path, text);
        return File.ReadAllText(path);
    }
}
