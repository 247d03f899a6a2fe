using RayNet.Benchmarks.Work;

namespace RayNet.Benchmarks.Tests;

/// <summary>What calls to a worker process cost the driver's heap. In turn with the other budgets, since the counter is the process's.</summary>
[Collection(nameof(AllocationBudgetTests))]
public sealed class WorkerBudgetTests
{
    private const int Attempts = 5;
    private const int Batches = 20;

    [Fact]
    public async Task Calls_to_a_worker_stay_within_their_budgets()
    {
        await using IRayClient client = await Ray.InitAsync(
            static options =>
            {
                options.Workers = 1;
                options.NumCpus = 4;
                options.LogToDriver = false;
            },
            TestContext.Current.CancellationToken);
        var operations = new Operations();
        (string Name, Func<Task> Run, int MaxBytes)[] budgets =
        [
            ("burst of 1,000 tasks", operations.TaskBurst, 200),
            ("burst of 1,000 actor calls", operations.ActorBurst, 140),
            ("task, awaited one by one", operations.TaskAwaited, 400),
            ("actor call, awaited one by one", operations.ActorAwaited, 240),
        ];
        var over = new List<string>();
        foreach ((string name, Func<Task> run, int maxBytes) in budgets)
        {
            double least = double.MaxValue;
            for (int i = 0; i < Attempts && least > maxBytes; i++)
            {
                least = Math.Min(least, await BytesAsync(run));
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {least:0} B of {maxBytes} B");
            if (least > maxBytes)
            {
                over.Add($"{name}: {least:0} B, budget {maxBytes} B");
            }
        }

        Assert.Empty(over);
    }

    private static async Task<double> BytesAsync(Func<Task> run)
    {
        await run();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Batches; i++)
        {
            await run();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)(Batches * Operations.Count);
    }
}
