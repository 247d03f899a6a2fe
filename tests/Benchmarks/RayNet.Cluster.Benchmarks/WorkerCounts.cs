namespace RayNet.Cluster.Benchmarks;

/// <summary>The same burst of tasks with more and more worker processes.</summary>
internal static class WorkerCounts
{
    internal static async Task MeasureAsync(Settings settings)
    {
        foreach (int workers in (int[])[1, 2, 4, 8])
        {
            await using IRayClient client = await Ray.InitAsync(options =>
            {
                options.Workers = workers;
                options.LogToDriver = false;
                options.NumCpus = 8;
            });
            await settings.RateAsync("single client tasks async, by worker processes", "tasks/s", Calls.Burst, static () => Calls.BurstAsync(static i => Work.AddOneRemote(i), Calls.Burst), x: workers);
        }
    }
}
