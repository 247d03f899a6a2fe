namespace RayNet.Testing.Tests;

/// <summary>Tasks that look around them.</summary>
internal static class Place
{
    [Remote]
    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    [Remote]
    public static string Folder() => Environment.CurrentDirectory;

    [Remote]
    public static string[] Files() => [.. Directory.EnumerateFiles(".", "*", SearchOption.AllDirectories).Select(static file => Path.GetRelativePath(".", file)).Order()];

    [Remote]
    public static string Read(string path) => File.ReadAllText(path);

    [Remote]
    public static void Write(string path, string text) => File.WriteAllText(path, text);

    /// <summary>Where the program's assemblies are.</summary>
    [Remote]
    public static string BuildFolder() => AppContext.BaseDirectory;
}
