namespace RayNet.Testing.Chaos;

/// <summary>The programs that the run starts, beside this one's folder.</summary>
internal static class Artifacts
{
    internal static string Driver => Find("RayNet.Testing.TestApp", "RayNet.Testing.TestApp.dll");

    internal static string Tool => Find("RayNet.Cli", OperatingSystem.IsWindows() ? "raynet.exe" : "raynet");

    private static string Find(string project, string file)
    {
        // artifacts/bin/<project>/<configuration>
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(folder.Parent!.Parent!.FullName, project, folder.Name, file);
    }
}
