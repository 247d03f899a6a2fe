using System.Diagnostics;

namespace RayNet.Testing.Tests;

/// <summary>A driver in a process of its own.</summary>
internal sealed class DriverProcess : IDisposable
{
    private readonly Process _process;

    private DriverProcess(Process process) => _process = process;

    internal static string Entry => Artifact("RayNet.Testing.TestApp", "RayNet.Testing.TestApp.dll");

    internal static string Tool => Artifact("RayNet.Cli", "raynet");

    /// <param name="address">What to join by.</param>
    /// <param name="tokenFile">The token, if the cluster has one.</param>
    /// <param name="prefix">A command that runs it, such as <c>ip netns exec NAME</c>.</param>
    internal static DriverProcess Start(string address, string? tokenFile = null, params string[] prefix)
    {
        var environment = new Dictionary<string, string>();
        if (tokenFile is not null)
        {
            environment["RAYNET_TOKEN_FILE"] = tokenFile;
        }

        return Start(address, environment, prefix);
    }

    /// <param name="address">What to join by.</param>
    /// <param name="environment">Its variables on top of this process's.</param>
    /// <param name="prefix">A command that runs it.</param>
    internal static DriverProcess Start(string address, IReadOnlyDictionary<string, string> environment, params string[] prefix) =>
        Start(Entry, address, environment, prefix);

    /// <summary>Starts another build of the program.</summary>
    internal static DriverProcess StartFrom(string entry, string address) => Start(entry, address, new Dictionary<string, string>(), []);

    private static DriverProcess Start(string entry, string address, IReadOnlyDictionary<string, string> environment, string[] prefix)
    {
        string[] command = [.. prefix, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", entry];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["RAYNET_ADDRESS"] = address;
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new DriverProcess(Process.Start(start)!);
    }

    internal async Task<string?> ReadAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Soon.Limit);

    internal async Task<string?> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await ReadAsync();
    }

    internal void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    internal static string Artifact(string project, string file)
    {
        // artifacts/bin/<project>/<configuration>
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(folder.Parent!.Parent!.FullName, project, folder.Name, file);
    }
}
