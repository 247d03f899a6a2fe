using System.Diagnostics;
using System.Globalization;
using RayNet.Benchmarks;

namespace RayNet.Cluster.Benchmarks;

/// <summary>How long processes take to start. Each start is measured in a process of its own, which says what it saw in one line.</summary>
internal static class Starts
{
    internal const string First = "--first";
    internal const string Later = "--later";
    internal const string Many = "--many";

    private const int Workers = 16;
    private const int LaterStarts = 5;

    /// <summary>Longer than all workers take to start, so that each of them gets a task.</summary>
    private const int HoldMilliseconds = 2000;

    internal static async Task MeasureAsync(Settings settings)
    {
        await settings.FigureAsync("cold start, both processes to first reply", "ms", async () =>
        {
            long begin = Stopwatch.GetTimestamp();
            await RunAsync(First);
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        });
        await settings.FiguresAsync(
            [
                ("worker start to its first task", "ms", default),
                ("worker start to its first task, methods compiled", "methods", default),
                ("worker start to its first task, compiling", "ms", default),
            ],
            static async () => [.. (await RunAsync(First)).Split(' ').Select(Parse)]);
        await settings.FigureAsync("worker start to connected", "ms", static async () => Parse(await RunAsync(Later)), Bound.Most(80));
        await settings.FigureAsync("worker starts, 16 at once", "workers/s", static async () => Parse(await RunAsync(Many)), Bound.Least(20));
    }

    /// <summary>What the measured process does.</summary>
    internal static async Task RunMeasuredAsync(string mode)
    {
        using var log = new StartLog();
        int workers = mode == Many ? Workers : 1;
        await using IRayClient client = await Ray.InitAsync(options =>
        {
            // A cold start is that of a program that does not listen.
            options.LoggerFactory = mode == First ? null : log;
            options.Workers = workers;
            options.LogToDriver = false;
            options.NumCpus = workers;
        });
        Console.WriteLine(mode switch
        {
            First => await FirstLineAsync(),
            Later => await LaterLineAsync(log),
            _ => await ManyLineAsync(log),
        });
    }

    /// <summary>How old the first worker is at its first task, and what its process has compiled until then.</summary>
    private static async Task<string> FirstLineAsync()
    {
        TimeSpan age = await Work.AgeRemote();
        (long methods, double milliseconds) = await Work.CompiledRemote();
        return string.Create(CultureInfo.InvariantCulture, $"{age.TotalMilliseconds} {methods} {milliseconds}");
    }

    /// <summary>How long workers take to connect that take the place of others, on a node that runs for a while: the middle of some.</summary>
    private static async Task<string> LaterLineAsync(StartLog log)
    {
        double[] connected = new double[LaterStarts];
        int worker = (await Work.HoldRemote(0)).Process;
        await log.NextAsync();
        for (int i = 0; i < connected.Length; i++)
        {
            await EndAsync([worker], log);
            worker = (await Work.HoldRemote(0)).Process;
            connected[i] = await log.NextAsync();
        }

        return connected.Order().ElementAt(LaterStarts / 2).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Workers a second, of those that are started at once in place of others that have ended.</summary>
    private static async Task<string> ManyLineAsync(StartLog log)
    {
        await EndAsync((await HoldAllAsync()).Select(static held => held.Process), log);
        long begin = Stopwatch.GetTimestamp();
        (int Process, long At)[] first = await HoldAllAsync();
        return (Workers / Stopwatch.GetElapsedTime(begin, first.Max(static item => item.At)).TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<(int Process, long At)[]> HoldAllAsync()
    {
        (int Process, long At)[] held = await Ray.WhenAll(Enumerable.Range(0, Workers).Select(static _ => Work.HoldRemote(HoldMilliseconds)));
        return held.DistinctBy(static item => item.Process).Count() == Workers
            ? held
            : throw new InvalidOperationException("A worker got two tasks before another one had started.");
    }

    private static async Task EndAsync(IEnumerable<int> processes, StartLog log)
    {
        foreach (int id in processes)
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            await log.NextEndAsync();
        }
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Returns the line that the process prints.</summary>
    private static async Task<string> RunAsync(string mode)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(Starts).Assembly.Location);
        start.ArgumentList.Add(mode);
        using Process process = Process.Start(start)!;
        string line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The measured process ended without a word.");
        await process.WaitForExitAsync();
        return line;
    }
}
