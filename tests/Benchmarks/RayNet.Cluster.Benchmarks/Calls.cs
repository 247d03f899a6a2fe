using System.Diagnostics;
using RayNet.Benchmarks;

namespace RayNet.Cluster.Benchmarks;

/// <summary>Calls of actors and tasks.</summary>
internal static class Calls
{
    internal const int Burst = 1000;
    private const int Actors = 4;

    /// <summary>Lets tiered compilation settle on both sides before anything is measured, as the peers' harness does, and as long.</summary>
    internal static async Task HeatAsync(Settings settings)
    {
        ActorHandle<Adder> actor = Adder.CreateRemote();
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < settings.Heat)
        {
            for (int i = 0; i < Burst; i++)
            {
                await actor.AddOne(i);
            }

            await BurstAsync(i => actor.AddOne(i), Burst);
            await BurstAsync(static i => Work.AddOneRemote(i), Burst);
            await Task.Delay(50);
        }

        await Ray.TerminateAsync(actor);
    }

    internal static async Task MeasureAsync(Settings settings)
    {
        ActorHandle<Adder> one = Adder.CreateRemote();
        ActorHandle<Adder>[] many = [.. Enumerable.Range(0, Actors).Select(static _ => Adder.CreateRemote())];
        await settings.LatencyAsync("1:1 actor calls sync", "calls/s", async () => Check(await one.AddOne(1), 2));
        await settings.RateAsync("1:1 actor calls async", "calls/s", Burst, () => BurstAsync(i => one.AddOne(i), Burst));
        await settings.RateAsync("1:n actor calls async", "calls/s", Burst, () => BurstAsync(i => many[i % Actors].AddOne(i), Burst));
        await settings.RateAsync("n:n actor calls async", "calls/s", Burst * Actors, () => Task.WhenAll(Enumerable.Range(0, Actors).Select(caller => Task.Run(() => BurstAsync(i => many[(caller + i) % Actors].AddOne(i), Burst)))));
        await settings.LatencyAsync("single client tasks sync", "tasks/s", async () => Check(await Work.AddOneRemote(1), 2));
        await settings.RateAsync("single client tasks async", "tasks/s", Burst, () => BurstAsync(static i => Work.AddOneRemote(i), Burst));
        await settings.RateAsync("bursts of 10 tasks", "tasks/s", 10, () => BurstAsync(static i => Work.AddOneRemote(i), 10), Bound.Least(300_000));
    }

    /// <summary>Submits, waits for all, and looks at the last.</summary>
    internal static async Task BurstAsync(Func<int, ObjectRef<int>> submit, int count)
    {
        var references = new ObjectRef<int>[count];
        for (int i = 0; i < count; i++)
        {
            references[i] = submit(i);
        }

        await Ray.WhenAll(references);
        Check(await references[^1], count);
    }

    private static void Check(int actual, int expected)
    {
        if (actual != expected)
        {
            throw new InvalidOperationException($"A call returned {actual}; {expected} was expected.");
        }
    }
}
