namespace RayNet.Runtime.Deployment.Builds;

/// <summary>What the host of framework-dependent programs is called.</summary>
internal static class DotnetHostNames
{
    internal static string FileName { get; } = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    internal static bool Matches(string path) =>
        string.Equals(Path.GetFileName(path), FileName, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
