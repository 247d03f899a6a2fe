using System.Diagnostics;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>This program once more, as a driver with workers of its own.</summary>
internal sealed class DriverProcess : IDisposable
{
    internal const string Switch = "--driver";

    private readonly Process _process;

    private DriverProcess(Process process, int[] workers, string folder)
    {
        _process = process;
        Workers = workers;
        Folder = folder;
    }

    /// <summary>The ids of its worker processes.</summary>
    public int[] Workers { get; }

    /// <summary>The folder of its session.</summary>
    public string Folder { get; }

    public static async Task<DriverProcess> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(DriverProcess).Assembly.Location);
        }

        start.ArgumentList.Add(Switch);
        Process process = Process.Start(start)!;
        string line = await process.StandardOutput.ReadLineAsync().Within("the line of the driver") ?? throw new InvalidOperationException("The driver ended.");
        string[] parts = line.Split('|');
        return new DriverProcess(process, [.. parts[0].Split(' ').Select(int.Parse)], parts[1]);
    }

    /// <summary>The life of the driver: it keeps its workers busy until it is killed.</summary>
    public static async Task<int> RunAsync()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        using IDisposable use = cluster.Use();
        using Probes probes = await cluster.ProbeAsync();
        int[] processes = await Ray.WhenAll(Enumerable.Range(0, probes.Count).Select(i => probes[i].ProcessId()));
        ObjectRef<int>[] busy = [.. Enumerable.Range(0, 2).Select(_ => Work.SpinRemote())];
        Console.WriteLine($"{string.Join(' ', processes)}|{cluster.Node.Options.SessionDirectory}");
        await Console.In.ReadLineAsync();
        GC.KeepAlive(busy);
        return 0;
    }

    /// <summary>Ends it without a chance to clean up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().Within("the end of the driver");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
