using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.TestApp;

/// <summary>How long a worker takes from its start until it connects, beside the same program started by the platform and by a shell, in turn.</summary>
internal static class Measure
{
    private const int Rounds = 25;

    internal static async Task<int> RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("raynet-measure-").FullName;
        string path = Path.Combine(folder, "socket");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();

        (string Name, Func<Action> Start)[] ways =
        [
            ("dotnet, by the platform", () => ByPlatform(path)),
            ("dotnet, by the platform, worker's settings", () => ByPlatform(path, quick: true)),
            ("worker, by the launcher", () => ByLauncher(path, folder)),
            ("worker, by sh and setsid", () => ByShell(path, folder)),
        ];
        var connected = ways.Select(_ => new List<double>()).ToArray();
        var started = ways.Select(_ => new List<double>()).ToArray();
        for (int round = 0; round <= Rounds; round++)
        {
            for (int i = 0; i < ways.Length; i++)
            {
                long begin = Stopwatch.GetTimestamp();
                Action end = ways[i].Start();
                double start = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
                using Socket connection = await listener.AcceptAsync();
                double connect = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
                connection.Close();
                end();
                if (round > 0)
                {
                    started[i].Add(start);
                    connected[i].Add(connect);
                }
            }
        }

        for (int i = 0; i < ways.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ways[i].Name,-45} start call p50 {Median(started[i]),6:0.00} ms   connected p50 {Median(connected[i]),6:0.0} ms   min {connected[i].Min(),6:0.0} ms   ratio {Median(connected[i]) / Median(connected[0]):0.00}"));
        }

        await HashAsync();
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task HashAsync()
    {
        string folder = Directory.CreateTempSubdirectory("raynet-hash-").FullName;
        byte[] content = new byte[100 * 1024 * 1024 / 300];
        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            random.NextBytes(content);
            string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"file{i}.dll"));
            await File.WriteAllBytesAsync(file, content);
            File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        var options = new DeploymentOptions { HashCacheFolder = Path.Combine(folder + "-cache") };
        foreach (string what in (string[])["100 MB in 300 files, first time", "unchanged", "unchanged", "unchanged"])
        {
            long begin = Stopwatch.GetTimestamp();
            var deployment = await AppDeployment.FromFolderAsync(folder, options);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"build id of {what,-35} {Stopwatch.GetElapsedTime(begin).TotalMilliseconds,8:0.0} ms ({deployment.Id})"));
        }

        Directory.Delete(folder, recursive: true);
        Directory.Delete(folder + "-cache", recursive: true);
    }

    private static Action ByPlatform(string socket, bool quick = false)
    {
        LaunchCommand command = LaunchCommand.ForDriver(RunnableApp.Current(), ["connect", socket]);
        var start = new ProcessStartInfo(command.FileName, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (quick)
        {
            start.Environment["DOTNET_TieredPGO"] = "0";
            start.Environment["DOTNET_EnableDiagnostics"] = "0";
        }

        Process process = Process.Start(start)!;
        return () =>
        {
            process.WaitForExit();
            process.Dispose();
        };
    }

    private static Action ByLauncher(string socket, string folder)
    {
        var launcher = new WorkerLauncher(null, NullLogger.Instance);
        WorkerProcess worker = launcher.Start(new WorkerStart
        {
            App = RunnableApp.Current(),
            WorkerAssembly = "RayNet.Runtime.Deployment.TestApp.dll",
            LogFolder = folder,
            WorkingDirectory = folder,
            Settings = new Dictionary<string, string> { ["SOCKET"] = socket },
        });
        return () => worker.Exited.GetAwaiter().GetResult();
    }

    private static Action ByShell(string socket, string folder)
    {
        LaunchCommand command = LaunchCommand.ForWorker(RunnableApp.Current(), "RayNet.Runtime.Deployment.TestApp.dll", []);
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec setsid \"$0\" \"$@\" >>out 2>>err </dev/null", command.FileName, .. command.Arguments]) { WorkingDirectory = folder };
        var variables = ProcessVariables.Create(new Dictionary<string, string>(), quickStart: true);
        WorkerEnvironment.Write(
            new WorkerStart { App = RunnableApp.Current(), LogFolder = folder, WorkingDirectory = folder, Settings = new Dictionary<string, string> { ["SOCKET"] = socket } },
            variables);
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        return () =>
        {
            process.WaitForExit();
            process.Dispose();
        };
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
