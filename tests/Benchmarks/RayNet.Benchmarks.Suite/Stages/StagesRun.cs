using System.Diagnostics;
using System.Globalization;
using RayNet.Benchmarks.Suite.Subjects;
using Spectre.Console;

namespace RayNet.Benchmarks.Suite.Stages;

/// <summary>Where the time goes: samples the driver and the worker that works most while they do one thing again and again.</summary>
internal static class StagesRun
{
    private const string WorkerProgram = "RayNet.Runtime.Worker.dll";

    /// <summary>Longer than it takes to start and to warm up.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(2);

    /// <summary>Workers do not listen to tools unless they are told to.</summary>
    private static readonly Dictionary<string, string> s_variables = new() { ["DOTNET_EnableDiagnostics"] = "1" };

    internal static async Task<IReadOnlyList<StageShare>> RunAsync(IReadOnlyList<string> filters, bool isVerbose)
    {
        var shares = new List<StageShare>();
        Workload[] wanted = [.. Workload.All.Where(workload => filters.Count == 0 || filters.Any(filter => $"{workload.Peer} {workload.Metric}".Contains(filter, StringComparison.OrdinalIgnoreCase)))];
        foreach (IGrouping<string, Workload> group in wanted.GroupBy(static workload => workload.Peer))
        {
            StartedNodes? nodes = group.First().IsOnNodes ? await StartedNodes.StartAsync(group.Key == Workload.NodesWithTls, isNear: false, s_variables) : null;
            try
            {
                foreach (Workload workload in group)
                {
                    shares.AddRange(await MeasureAsync(workload, nodes?.Environment ?? s_variables, isVerbose));
                }
            }
            finally
            {
                if (nodes is not null)
                {
                    await nodes.DisposeAsync();
                }
            }
        }

        Write(shares);
        return shares;
    }

    private static async Task<IReadOnlyList<StageShare>> MeasureAsync(Workload workload, IReadOnlyDictionary<string, string> variables, bool isVerbose)
    {
        ProcessStartInfo start = workload.Start();
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        HashSet<int> before = [.. Workers().Select(static process => process.Id)];
        using Process driver = Process.Start(start) ?? throw new InvalidOperationException("The driver did not start.");
        try
        {
            _ = driver.StandardOutput.ReadToEndAsync();
            await Task.Delay(s_warmUp);
            var processes = new List<(string Name, int Id)> { ("driver", driver.Id) };
            if (workload.Peer != Workload.Embedded)
            {
                Process worker = Workers().Where(process => !before.Contains(process.Id)).MaxBy(static process => process.TotalProcessorTime) ?? throw new InvalidOperationException($"{workload.Metric}: no worker runs.");
                processes.Add(("worker", worker.Id));
            }

            IReadOnlyList<StackSample>[] samples = await Task.WhenAll(processes.Select(static process => Profile.TakeAsync(process.Id, s_duration)));
            if (isVerbose)
            {
                foreach (((string name, _), IReadOnlyList<StackSample> taken) in processes.Zip(samples))
                {
                    Top($"{name} of {workload.Peer}, {workload.Name}", taken);
                }
            }

            return [.. processes.Zip(samples, (process, taken) => new StageShare(workload, process.Name, Shares(taken)))];
        }
        finally
        {
            driver.Kill(entireProcessTree: true);
            await driver.WaitForExitAsync();
        }
    }

    private static IEnumerable<Process> Workers() => Process.GetProcessesByName("dotnet").Where(static process => CommandLine(process.Id).Contains(WorkerProgram, StringComparison.Ordinal));

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            // It has ended.
            return string.Empty;
        }
    }

    private static Dictionary<string, double> Shares(IReadOnlyList<StackSample> samples)
    {
        string[] stages = [.. samples.Select(Stage.Of).Where(static stage => stage != Stage.Idle)];
        return stages.GroupBy(static stage => stage).ToDictionary(static group => group.Key, group => group.Count() / (double)stages.Length);
    }

    /// <summary>What a classification is made from: the frames that decide most often.</summary>
    private static void Top(string title, IReadOnlyList<StackSample> samples)
    {
        Console.WriteLine(title);
        foreach (IGrouping<string, StackSample> group in samples.Where(static sample => Stage.Of(sample) != Stage.Idle).GroupBy(static sample => $"{Stage.Of(sample),-14}{string.Join(" < ", sample.Frames.Take(3))}").OrderByDescending(static group => group.Count()).Take(25))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Count(),6} {group.Key}"));
        }
    }

    private static void Write(IReadOnlyList<StageShare> shares)
    {
        string[] stages = [.. Stage.All.Select(static stage => stage.Name).Where(static name => name != Stage.Idle), Stage.Other];
        Table table = new Table().AddColumns(["measured", "metric", "process", .. stages]);
        table.Border = TableBorder.Simple;
        foreach (StageShare share in shares)
        {
            table.AddRow([share.Workload.Peer, Markup.Escape(share.Workload.Name), share.Process, .. stages.Select(stage => share.Shares.TryGetValue(stage, out double part) ? part.ToString("0%", CultureInfo.InvariantCulture) : string.Empty)]);
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 200;
        }

        AnsiConsole.Write(table);
    }
}
