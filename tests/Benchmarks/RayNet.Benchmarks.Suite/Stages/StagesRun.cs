using System.Diagnostics;
using System.Globalization;
using RayNet.Benchmarks.Suite.Results;
using Spectre.Console;

namespace RayNet.Benchmarks.Suite.Stages;

/// <summary>Where the time of calls goes: samples the driver and its worker while they do one thing again and again.</summary>
internal static class StagesRun
{
    private const int Seconds = 8;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(3);
    private static readonly (string Set, string Metric)[] s_metrics =
    [
        ("calls", "1:1 actor calls sync"), ("calls", "1:1 actor calls async"), ("calls", "single client tasks sync"), ("calls", "single client tasks async"),
        ("payloads", "echo 64 KiB"), ("payloads", "echo 1 MiB"),
    ];

    internal static async Task<IReadOnlyList<StageShare>> RunAsync(bool isVerbose)
    {
        var shares = new List<StageShare>();
        foreach ((string set, string metric) in s_metrics)
        {
            shares.AddRange(await MeasureAsync(set, metric, isVerbose));
        }

        Write(shares);
        return shares;
    }

    private static async Task<IEnumerable<StageShare>> MeasureAsync(string set, string metric, bool isVerbose)
    {
        var start = new ProcessStartInfo("dotnet", ["artifacts/bin/RayNet.Cluster.Benchmarks/release/RayNet.Cluster.Benchmarks.dll", "--set", set, "--runs", "1", "--seconds", $"{Seconds}", metric]) { RedirectStandardOutput = true };

        // Workers do not listen to tools unless they are told to.
        start.Environment["DOTNET_EnableDiagnostics"] = "1";
        using Process driver = Process.Start(start) ?? throw new InvalidOperationException("The driver did not start.");
        Task<string> output = driver.StandardOutput.ReadToEndAsync();
        await Task.Delay(s_warmUp);
        int worker = Children(driver.Id).First();
        IReadOnlyList<StackSample>[] samples = await Task.WhenAll(Profile.TakeAsync(driver.Id, s_duration), Profile.TakeAsync(worker, s_duration));
        Measurement? measured = (await output).Split('\n').Select(Measurement.Read).FirstOrDefault(line => line?.Metric.StartsWith(metric, StringComparison.Ordinal) == true);
        if (isVerbose)
        {
            Top($"driver, {metric}", samples[0]);
            Top($"worker, {metric}", samples[1]);
        }

        return [new StageShare("driver", metric, measured, Shares(samples[0])), new StageShare("worker", metric, measured, Shares(samples[1]))];
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

    private static IEnumerable<int> Children(int process) =>
        Directory.GetDirectories($"/proc/{process}/task").SelectMany(static task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(static id => int.Parse(id, CultureInfo.InvariantCulture));

    private static void Write(IReadOnlyList<StageShare> shares)
    {
        string[] stages = [.. Stage.All.Select(static stage => stage.Name).Where(static name => name != Stage.Idle), Stage.Other];
        Table table = new Table().AddColumns(["metric", "process", "measured", .. stages]);
        table.Border = TableBorder.Simple;
        foreach (StageShare share in shares)
        {
            table.AddRow([
                Markup.Escape(share.Metric),
                share.Process,
                share.Measured is { } measured ? Pages.Figures.Of(measured) : string.Empty,
                .. stages.Select(stage => share.Shares.TryGetValue(stage, out double part) ? part.ToString("0%", CultureInfo.InvariantCulture) : string.Empty),
            ]);
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 200;
        }

        AnsiConsole.Write(table);
    }
}
