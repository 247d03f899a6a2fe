using System.Diagnostics;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Cli.Tests.Harness;

/// <summary>The command as a process, in folders of its own. Whatever it started ends with the test.</summary>
internal sealed class ToolSession : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    internal ToolSession() => Directory.CreateDirectory(Folder);

    internal string Folder { get; } = Path.Combine(Path.GetTempPath(), $"rc-{Guid.NewGuid():n}"[..13]);

    internal string Root => Path.Combine(Folder, "s");

    internal string Home => Path.Combine(Folder, "h");

    /// <summary>Variables of the commands, on top of this process's.</summary>
    internal Dictionary<string, string> Variables { get; } = [];

    internal ProcessRegistry Registry => new(Root);

    internal ProcessRecord Head => Registry.FindHead() ?? throw new InvalidOperationException("No head runs.");

    /// <summary>Runs the command to its end.</summary>
    internal async Task<Outcome> RunAsync(params string[] args)
    {
        using Process process = Start(args);
        using var limit = new CancellationTokenSource(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new Outcome(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"raynet {string.Join(' ', args)} did not end within {Limit.TotalSeconds} s.");
        }
    }

    /// <summary>Starts the command.</summary>
    internal Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath! : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "raynet.dll"));
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("RAYNET_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment[SessionRoot.Variable] = Root;
        start.Environment[SessionRoot.HomeVariable] = Home;
        return Process.Start(start)!;
    }

    internal Task<Outcome> StartHeadAsync(params string[] args) => RunAsync(["start", "--head", "--port", "0", .. args]);

    internal static async Task EndsAsync(ProcessIdentity process) =>
        Assert.True(await Task.Run(() => ProcessKiller.WaitForExit(process, Limit)), $"Process {process.Pid} still runs.");

    public async ValueTask DisposeAsync()
    {
        foreach (ProcessRecord record in Registry.List())
        {
            ProcessKiller.Kill(record.Identity);
            await EndsAsync(record.Identity);
        }

        // Drivers of jobs are in the list of their session.
        await new OrphanSweeper(Root, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance).SweepAsync(CancellationToken.None);
        BuildFolders.Unlock(Folder);
        Directory.Delete(Folder, recursive: true);
    }
}
