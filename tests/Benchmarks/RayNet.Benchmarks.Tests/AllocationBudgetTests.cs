using RayNet.Benchmarks.Paired;
using RayNet.Benchmarks.Work;

namespace RayNet.Benchmarks.Tests;

/// <summary>
/// Each hot path stays within its bytes per operation. One after the other, since the counter is the process's;
/// time is not judged here, as machines are noisy: that is eng/bench.sh.
/// </summary>
[Collection(nameof(AllocationBudgetTests))]
public sealed class AllocationBudgetTests
{
    private const int Attempts = 3;

    [Fact]
    public async Task Hot_paths_stay_within_their_budgets()
    {
        await using IRayClient client = await Ray.InitAsync(cancellationToken: TestContext.Current.CancellationToken);
        var over = new List<string>();
        foreach (Pair pair in PairedRun.Pairs(new Operations()))
        {
            double least = double.MaxValue;
            for (int i = 0; i < Attempts && least > pair.MaxBytes; i++)
            {
                // The runtime allocates too now and then (tiering, the pool's threads); a real regression is in every attempt.
                least = Math.Min(least, await PairedRun.BytesPerOperationAsync(pair.Run));
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{pair.Metric}: {least:0} B of {pair.MaxBytes} B");
            if (least > pair.MaxBytes)
            {
                over.Add($"{pair.Metric}: {least:0} B, budget {pair.MaxBytes} B");
            }
        }

        Assert.Empty(over);
    }
}
