using System.Diagnostics;

namespace RayNet.Cluster.Benchmarks;

/// <summary>Questions about tasks and actors, as a dashboard mixes them: pages, filters and sums.</summary>
internal static class StateQuestions
{
    private const int PageSize = 10_000;

    /// <summary>Asks each kind so often, and returns how long each answer took, in milliseconds and in order.</summary>
    internal static async Task<double[]> MeasureAsync(int rounds, int tasks, int actors)
    {
        string actorClass = (await Ray.ListActorsAsync(new ActorQuery { Limit = 1 })).Items[0].ClassName;
        string? middle = null;
        for (int read = 0; read < tasks / 2; read += PageSize)
        {
            middle = (await Ray.ListTasksAsync(new TaskQuery { Limit = PageSize, Continuation = middle })).Continuation;
        }

        var times = new List<double>();
        for (int i = 0; i < rounds; i++)
        {
            await AskAsync("the first page", async () => (await Ray.ListTasksAsync()).Items.Count == 100);
            await AskAsync("a filter that matches nothing", static async () => (await Ray.ListTasksAsync(new TaskQuery { Name = "nothing" })).Items.Count == 0);
            await AskAsync("a page in the middle", async () => (await Ray.ListTasksAsync(new TaskQuery { Continuation = middle })).Items.Count == 100);
            await AskAsync("actors of a class", async () => (await Ray.ListActorsAsync(new ActorQuery { ClassName = actorClass })).Items.Count == Math.Min(100, actors));
            await AskAsync("the sum", async () => (await Ray.SummarizeTasksAsync()).Counts.Sum(static count => count.Count) >= tasks);
        }

        return [.. times.Order()];

        async Task AskAsync(string what, Func<Task<bool>> ask)
        {
            long begin = Stopwatch.GetTimestamp();
            if (!await ask())
            {
                throw new InvalidOperationException($"{what} is wrong.");
            }

            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
    }
}
