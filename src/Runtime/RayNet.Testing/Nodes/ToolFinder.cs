namespace RayNet.Testing.Nodes;

/// <summary>Finds the <c>raynet</c> command.</summary>
internal static class ToolFinder
{
    private const string Variable = "RAYNET_TOOL";

    private static readonly string Binary = OperatingSystem.IsWindows() ? "raynet.exe" : "raynet";

    /// <exception cref="InvalidOptionException">It is not there.</exception>
    internal static (string File, string[] Prefix) Find(string? given)
    {
        string? path = given ?? Environment.GetEnvironmentVariable(Variable) ?? Candidates().FirstOrDefault(File.Exists);
        if (path is null || !File.Exists(path))
        {
            throw new InvalidOptionException($"{(path is null ? "The raynet command is not beside the test and not on the search path." : $"There is no '{path}'.")} Install it with 'dotnet tool install -g RayNet.Cli', or set RayClusterOptions.ToolPath or {Variable}; NodeMode.InProcess needs no command.");
        }

        return path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? (Host(), ["exec", Path.GetFullPath(path)])
            : (Path.GetFullPath(path), []);
    }

    private static IEnumerable<string> Candidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, Binary);
        yield return Path.Combine(AppContext.BaseDirectory, "raynet.dll");
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Path.Combine(folder, Binary);
        }

        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools", Binary);
    }

    private static string Host() => Runtime.Deployment.Processes.DotnetHost.Find();
}
