namespace RayNet.Cluster.Benchmarks;

/// <summary>The same burst of tasks with more and more worker processes.</summary>
internal static class WorkerCounts
{
    private const int Burst = 1000;

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
            var tasks = new ObjectRef<int>[Burst];
            await settings.FigureAsync("single client tasks async, by worker processes", "tasks/s", async () =>
            {
                long begin = System.Diagnostics.Stopwatch.GetTimestamp();
                double elapsed;
                int count = 0;
                do
                {
                    for (int i = 0; i < Burst; i++)
                    {
                        tasks[i] = Work.AddOneRemote(i);
                    }

                    await Ray.WhenAll(tasks);
                    count += Burst;
                    elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalSeconds;
                }
                while (elapsed < settings.Seconds);
                return count / elapsed;
            }, x: workers);
        }
    }
}
