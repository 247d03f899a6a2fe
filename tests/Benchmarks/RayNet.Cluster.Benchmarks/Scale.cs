using System.Diagnostics;
using RayNet.Benchmarks;

namespace RayNet.Cluster.Benchmarks;

/// <summary>Many of everything: queued tasks, arguments, returns, objects, actors, placement groups.</summary>
internal static class Scale
{
    private const int Queued = 1_000_000;
    private const int Chunk = 100;
    private const int Arguments = 10_000;
    private const int Returns = 3_000;
    private const int Groups = 100;
    private const int ManyGroups = 1_000;

    internal static async Task MeasureAsync(Settings settings)
    {
        await QueueAsync(settings);
        await settings.FigureAsync("10,000 arguments to one task", "s", static async () =>
        {
            ObjectRef<int>[] arguments = [.. Enumerable.Range(0, Arguments).Select(static i => Ray.Put(i))];
            long begin = Stopwatch.GetTimestamp();
            if (await Work.SumAllRemote(arguments) != Enumerable.Range(0, Arguments).Sum())
            {
                throw new InvalidOperationException("The sum is wrong.");
            }

            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            Array.ForEach(arguments, static argument => argument.Dispose());
            return seconds;
        }, Bound.Most(1));
        await settings.FigureAsync("3,000 returns of one task", "s", static async () =>
        {
            long begin = Stopwatch.GetTimestamp();
            int count = 0;
            await foreach (int item in Work.CountToRemote(Returns))
            {
                count += item == count ? 1 : throw new InvalidOperationException($"Item {count} is {item}.");
            }

            return count == Returns ? Stopwatch.GetElapsedTime(begin).TotalSeconds : throw new InvalidOperationException($"{count} items came.");
        }, Bound.Most(1));
        await settings.FigureAsync("get of 10,000 objects", "s", static async () =>
        {
            ObjectRef<int>[] objects = [.. Enumerable.Range(0, Arguments).Select(static i => Work.AddOneRemote(i))];
            await Ray.WaitAsync(objects, Arguments);
            long begin = Stopwatch.GetTimestamp();
            int[] values = await Ray.WhenAll(objects);
            return values[^1] == Arguments ? Stopwatch.GetElapsedTime(begin).TotalSeconds : throw new InvalidOperationException("The last value is wrong.");
        }, Bound.Most(1));
        await settings.FigureAsync("placement group create/removal", "groups/s", static () => GroupsAsync(Groups), Bound.Least(5_000));
        await settings.FigureAsync("1,000 placement groups at once", "groups/s", static () => GroupsAsync(ManyGroups));
    }

    /// <summary>Behind a task that holds all CPUs: what each queued one costs, as the queue grows, and how long all take.</summary>
    private static async Task QueueAsync(Settings settings)
    {
        const string all = "1,000,000 queued tasks, submitted and finished";
        if (!settings.Wants(all))
        {
            return;
        }

        // The JIT has seen it all before it counts.
        await FillAsync(10_000, null);
        var growth = new List<(int Length, double Nanoseconds)>();
        (double seconds, double bytes) = await FillAsync(Queued, growth);
        settings.Print(all, seconds, "s", Bound.Most(5));
        settings.Print("queued task, memory of the driver", bytes, "bytes", Bound.Most(120));
        foreach ((int length, double nanoseconds) in growth)
        {
            settings.Print("submitting a task to a queue of this length", nanoseconds, "ns", x: length);
        }

        settings.Print("submitting at 1,000,000 queued tasks, ratio to 1,000", growth[^1].Nanoseconds / growth[0].Nanoseconds, "x", Bound.Most(1.5));
    }

    private static async Task<(double Seconds, double Bytes)> FillAsync(int count, List<(int Length, double Nanoseconds)>? growth)
    {
        var held = new HeldCpus();
        var references = new ObjectRef<int>[count];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long begin = Stopwatch.GetTimestamp();
        TimeSpan pause = TimeSpan.Zero;
        int mark = 1_000;
        var chunks = new List<double>(count / Chunk);
        for (int done = 0; done < count;)
        {
            long start = Stopwatch.GetTimestamp();
            for (int end = done + Chunk; done < end; done++)
            {
                references[done] = Work.AddOneRemote(done);
            }

            chunks.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Chunk);
            if (growth is not null && done == mark)
            {
                // The middle of the last ones: a collection or a neighbour hits single chunks, and where there are many, ten are too few.
                growth.Add((mark, Middle(chunks.TakeLast(Math.Clamp(mark / Chunk / 2, 10, 1_000)))));
                mark *= 10;
            }
        }

        long counting = Stopwatch.GetTimestamp();
        double bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count;
        pause += Stopwatch.GetElapsedTime(counting);
        held.Release();
        await Ray.WhenAll(references);
        double seconds = (Stopwatch.GetElapsedTime(begin) - pause).TotalSeconds;
        await held.EndAsync();
        return (await references[^1] == count ? seconds : throw new InvalidOperationException("The last value is wrong."), bytes);
    }

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static async Task<double> GroupsAsync(int count)
    {
        long begin = Stopwatch.GetTimestamp();
        PlacementGroup[] groups = [.. Enumerable.Range(0, count).Select(static _ => Ray.CreatePlacementGroup([new PlacementBundle { NumCpus = 0.001 }]))];
        await Task.WhenAll(groups.Select(static group => group.ReadyAsync()));
        await Task.WhenAll(groups.Select(static group => group.RemoveAsync()));
        return count / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
