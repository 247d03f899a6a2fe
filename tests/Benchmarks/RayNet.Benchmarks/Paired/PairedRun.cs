using System.Diagnostics;
using RayNet.Benchmarks.Work;

namespace RayNet.Benchmarks.Paired;

/// <summary>Measures each metric and its baseline in turn, many times, and prints the times, their ratios, and what is allocated.</summary>
internal static class PairedRun
{
    internal const string Embedded = "raynet-embedded";

    private const int Rounds = 31;
    private const int BatchesPerRound = 20;

    internal static async Task<int> RunAsync()
    {
        await using IRayClient client = await Ray.InitAsync();
        var operations = new Operations();
        bool isMet = true;
        foreach (Pair pair in Pairs(operations))
        {
            isMet &= await MeasureAsync(pair);
        }

        return isMet ? 0 : 1;
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
        // Long enough for the second tier of the JIT.
        for (int i = 0; i < 10; i++)
        {
            await TimeAsync(pair.Run);
            await TimeAsync(pair.Baseline);
        }

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
