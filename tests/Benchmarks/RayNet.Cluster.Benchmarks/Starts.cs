using System.Diagnostics;
using System.Globalization;
using RayNet.Benchmarks;

namespace RayNet.Cluster.Benchmarks;

/// <summary>How long processes take to start. Each start is measured in a process of its own, which says what it saw in one line.</summary>
internal static class Starts
{
    internal const string First = "--first";
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
        await settings.FigureAsync("worker start to connected", "ms", async () => (await FirstAsync())[3], Bound.Most(80));
        await settings.FigureAsync("worker start to its first task", "ms", async () => (await FirstAsync())[0]);
        await settings.FigureAsync("worker start to its first task, methods compiled", "methods", async () => (await FirstAsync())[1]);
        await settings.FigureAsync("worker start to its first task, compiling", "ms", async () => (await FirstAsync())[2]);
        await settings.FigureAsync("worker starts, 16 at once", "workers/s", async () => double.Parse(await RunAsync(Many), CultureInfo.InvariantCulture), Bound.Least(20));
    }

    /// <summary>What the measured process does.</summary>
    internal static async Task RunMeasuredAsync(string mode)
    {
        using var log = new StartLog();
        int workers = mode == First ? 1 : Workers;
        await using IRayClient client = await Ray.InitAsync(options =>
        {
            options.LoggerFactory = log;
            options.Workers = workers;
            options.LogToDriver = false;
            options.NumCpus = workers;
        });
        Console.WriteLine(mode == First ? await FirstLineAsync(log) : await ManyLineAsync(log));
    }

    /// <summary>The first worker's first task, what its process has compiled until then, and how long those take to connect that are started later, when the node runs warm.</summary>
    private static async Task<string> FirstLineAsync(StartLog log)
    {
        TimeSpan age = await Work.AgeRemote();
        (long methods, double milliseconds) = await Work.CompiledRemote();
        await log.NextAsync();
        double[] connected = new double[LaterStarts];
        for (int i = 0; i < connected.Length; i++)
        {
            await EndAsync([(await Work.HoldRemote(0)).Process], log);
            await Work.HoldRemote(0);
            connected[i] = await log.NextAsync();
        }

        return string.Create(CultureInfo.InvariantCulture, $"{age.TotalMilliseconds} {methods} {milliseconds} {connected.Order().ElementAt(LaterStarts / 2)}");
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

    private static async Task<double[]> FirstAsync() => [.. (await RunAsync(First)).Split(' ').Select(static part => double.Parse(part, CultureInfo.InvariantCulture))];

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
