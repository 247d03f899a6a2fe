using System.Diagnostics;
using RayNet.Benchmarks.Work;

namespace RayNet.Benchmarks.Paired;

/// <summary>Measures each metric and its baseline in turn, many times, and prints the times, their ratios, and what is allocated.</summary>
internal static class PairedRun
{
    internal const string Embedded = "raynet-embedded";

    private const string Running = "blocking get of a running task";
    private const int Rounds = 101;
    private const int BatchesPerRound = 20;

    /// <summary>Seconds for each side.</summary>
    private const double WarmUp = 1;

    private const int RunningWarmUps = 10;

    /// <param name="parts">Parts of metrics' names; none is all.</param>
    internal static async Task<int> RunAsync(string[] parts)
    {
        await using IRayClient client = await Ray.InitAsync();
        var operations = new Operations();
        bool isMet = true;
        foreach (Pair pair in Pairs(operations).Where(pair => Wants(pair.Metric)))
        {
            isMet &= await MeasureAsync(pair);
        }

        return (!Wants(Running) || MeasureRunning()) && isMet ? 0 : 1;

        // A filter may also name the ratio of a metric, or what it allocates.
        bool Wants(string metric) => parts.Length == 0 || Array.Exists(parts, part => metric.Contains(part, StringComparison.OrdinalIgnoreCase) || part.Contains(metric, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Every pair; also the source of the allocation budgets.</summary>
    internal static Pair[] Pairs(Operations operations) =>
    [
        new("single client tasks async (burst of 1,000)", operations.TaskBurst, "completion source + pool", operations.PoolBurst, 3, 130),
        new("1:1 actor calls sync (awaited one by one)", operations.ActorAwaited, "completion source + pool", operations.PoolAwaited, 3, 180),
        new("single client tasks sync (awaited one by one)", operations.TaskAwaited, "completion source + pool", operations.PoolAwaited, 3, 190),
        new("1:1 actor calls async (burst of 1,000)", operations.ActorBurst, "completion source + pool", operations.PoolBurst, 3, 130),
        new("blocking get of a task that has not started", operations.GetInPlace, "completion source + pool, blocked", operations.PoolBlocked, 0.5, 200),
        new("small put+get, immutable", operations.PutGetImmutable, "completion source", operations.CompletionSource, 3, 120),
        new("small put+get, 1 KiB copied", operations.PutGetKilobyte, "two clones of the array", operations.CloneKilobyte, 3, 2400),
        new("record argument: generated copy", operations.CopyRecord, "MessagePack round trip", operations.SerializeRecord, 0.5, 120),
        new("actor create + first call", operations.ActorCreate, "completion source + pool", operations.PoolBurst, 20, 1200),
    ];

    internal static async Task<double> BytesPerOperationAsync(Func<Task> run)
    {
        await run();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < BatchesPerRound; i++)
        {
            await run();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)(BatchesPerRound * Operations.Count);
    }

    private static async Task<bool> MeasureAsync(Pair pair)
    {
        await Settling.RepeatAsync(pair.Run, WarmUp);
        await Settling.RepeatAsync(pair.Baseline, WarmUp);
        var times = new double[Rounds];
        var ratios = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            times[i] = await TimeAsync(pair.Run);
            ratios[i] = times[i] / await TimeAsync(pair.Baseline);
        }

        new Line(Embedded, pair.Metric, "ns", times).Print();
        bool isMet = new Line(Embedded, $"{pair.Metric}, ratio to {pair.BaselineName}", "x", ratios) { Bound = Bound.Most(pair.Limit) }.Print();
        return new Line(Embedded, $"{pair.Metric}, allocated", "bytes", [await BytesPerOperationAsync(pair.Run)]) { Bound = Bound.Most(pair.MaxBytes) }.Print() && isMet;
    }

    /// <summary>A blocking get of a task that runs: timed from the end of the task on, so that its start does not count.</summary>
    private static bool MeasureRunning()
    {
        var times = new double[Rounds];
        var ratios = new double[Rounds];
        for (int i = -RunningWarmUps; i < Rounds; i++)
        {
            double time = RunningCall.Measure(Submit, Operations.Count);
            double baseline = RunningCall.Measure(SubmitToPool, Operations.Count);
            if (i >= 0)
            {
                (times[i], ratios[i]) = (time, time / baseline);
            }
        }

        new Line(Embedded, Running, "ns", times).Print();
        return new Line(Embedded, $"{Running}, ratio to a task of the pool", "x", ratios) { Bound = Bound.Most(1.67) }.Print();
    }

    private static Func<int> Submit(int number)
    {
        ObjectRef<int> task = NoOp.RunUntilAwaitedRemote(number);
        return () => Ray.Get(task);
    }

    private static Func<int> SubmitToPool(int number)
    {
        var task = Task.Run(() => RunningCall.Run(number));
        return task.GetAwaiter().GetResult;
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < BatchesPerRound; i++)
        {
            await run();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / (BatchesPerRound * Operations.Count);
    }
}
