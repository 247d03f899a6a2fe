using System.Diagnostics;
using System.Reflection;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>Starts workers from the folder of the running application.</summary>
internal sealed class DotnetWorkerStarter : IWorkerStarter
{
    public Task<IWorkerProcess> StartAsync(WorkerStartInfo start, CancellationToken cancellationToken)
    {
        string folder = AppContext.BaseDirectory;
        string entry = Assembly.GetEntryAssembly()?.GetName().Name ?? throw new RayException(RayErrorCode.NotInitialized, "The application has no entry assembly, so workers cannot be started from it.");
        var info = new ProcessStartInfo(Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet")
        {
            UseShellExecute = false,
        };
        foreach (string argument in (string[])["exec", "--depsfile", Path.Combine(folder, entry + ".deps.json"), "--runtimeconfig", Path.Combine(folder, entry + ".runtimeconfig.json"), Path.Combine(folder, "RayNet.Runtime.Worker.dll")])
        {
            info.ArgumentList.Add(argument);
        }

        IEnumerable<string> assemblies = RemoteRegistry.Manifests.ToArray().Select(static manifest => manifest.AssemblyName);
        foreach ((string name, string value) in WorkerSettings.ToEnvironment(start, assemblies))
        {
            info.Environment[name] = value;
        }

        info.Environment["DOTNET_TieredPGO"] = "0";
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Task.FromResult<IWorkerProcess>(new StartedProcess(Process.Start(info)!));
    }

    private sealed class StartedProcess(Process process) : IWorkerProcess
    {
        public int ProcessId => process.Id;

        public Task<string> Exited { get; } = WaitAsync(process);

        public void Kill()
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        private static async Task<string> WaitAsync(Process process)
        {
            await process.WaitForExitAsync().ConfigureAwait(false);
            return $"ended with exit code {process.ExitCode}";
        }
    }
}
