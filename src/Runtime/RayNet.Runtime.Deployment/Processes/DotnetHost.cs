using System.Runtime.InteropServices;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>Finds the <c>dotnet</c> that runs framework-dependent programs.</summary>
internal static class DotnetHost
{
    private static readonly string[] WellKnown = ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/local/share/dotnet", "/opt/dotnet"];

    /// <summary>The one that runs this process, where one does: it has the right runtime. Else the one of the environment.</summary>
    internal static string Find() => Find(Environment.ProcessPath, RuntimeEnvironment.GetRuntimeDirectory(), Environment.GetEnvironmentVariable, File.Exists);

    internal static string Find(string? processPath, string runtimeFolder, Func<string, string?> variable, Func<string, bool> exists)
    {
        if (processPath is not null && DotnetHostNames.Matches(processPath))
        {
            return processPath;
        }

        foreach (string? candidate in Candidates(runtimeFolder, variable))
        {
            if (candidate is not null && exists(candidate))
            {
                return Path.GetFullPath(candidate);
            }
        }

        throw new WorkerCrashedException("No dotnet was found to run workers with. Install the .NET runtime, or set DOTNET_ROOT to its folder.");
    }

    private static IEnumerable<string?> Candidates(string runtimeFolder, Func<string, string?> variable)
    {
        // <root>/shared/Microsoft.NETCore.App/10.0.0/ when the program was started by its own small binary.
        yield return Path.Combine(runtimeFolder, "..", "..", "..", DotnetHostNames.FileName);
        yield return variable("DOTNET_HOST_PATH");
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToUpperInvariant();
        foreach (string root in (string[])[$"DOTNET_ROOT_{architecture}", "DOTNET_ROOT"])
        {
            yield return variable(root) is { Length: > 0 } folder ? Path.Combine(folder, DotnetHostNames.FileName) : null;
        }

        foreach (string folder in (variable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Path.Combine(folder, DotnetHostNames.FileName);
        }

        foreach (string folder in WellKnown)
        {
            yield return Path.Combine(folder, DotnetHostNames.FileName);
        }
    }
}
