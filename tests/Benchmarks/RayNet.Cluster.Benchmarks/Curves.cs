using System.Diagnostics;
using RayNet.Benchmarks;

namespace RayNet.Cluster.Benchmarks;

/// <summary>What grows with what: actors, payloads, and how the times of single calls are spread.</summary>
internal static class Curves
{
    private const int Trips = 20_000;

    internal static async Task MeasureAsync(Settings settings)
    {
        await ActorsAsync(settings);
        await PayloadsAsync(settings);
        await PercentilesAsync(settings);
    }

    private static async Task ActorsAsync(Settings settings)
    {
        const string metric = "actor create and first call";
        const string memory = "memory of an idle actor";
        const string atOnce = "actors at once, each called";
        if (!settings.Wants(metric) && !settings.Wants(memory) && !settings.Wants(atOnce))
        {
            return;
        }

        int most = settings.Cluster == ClusterKind.Embedded ? 100_000 : 40_000;
        foreach (int count in (int[])[100, 1_000, 10_000, most])
        {
            long before = await Work.HeapRemote();
            long begin = Stopwatch.GetTimestamp();
            ActorHandle<Adder>[] handles = [.. Enumerable.Range(0, count).Select(static _ => Adder.CreateRemote())];
            int[] values = await Ray.WhenAll(handles.Select(static handle => handle.AddOne(1)).ToArray());
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            long after = await Work.HeapRemote();
            await Task.WhenAll(handles.Select(Ray.TerminateAsync));
            if (!Array.TrueForAll(values, static value => value == 2))
            {
                throw new InvalidOperationException("An actor gave a wrong value.");
            }

            settings.Print(metric, seconds * 1e6 / count, "us", x: count);
            if (count == most)
            {
                settings.Print(atOnce, values.Length, "actors", Bound.Least(most));
            }

            settings.Print(memory, (after - before) / (double)count, "bytes", count == most && settings.Cluster == ClusterKind.Embedded ? Bound.Most(600) : default, x: count);
        }
    }

    private static async Task PayloadsAsync(Settings settings)
    {
        ActorHandle<Adder> actor = Adder.CreateRemote();
        foreach (int size in (int[])[64, 2 << 10, 64 << 10, 2 << 20, 64 << 20])
        {
            byte[] payload = new byte[size];
            payload.AsSpan().Fill(1);
            await settings.FigureAsync("echo by size, 8 in flight", "MB/s", () => Payloads.EchoAsync(actor, payload, settings.Seconds), x: size);
        }
    }

    private static async Task PercentilesAsync(Settings settings)
    {
        const string metric = "1:1 actor calls sync, percentile";
        if (!settings.Wants(metric))
        {
            return;
        }

        ActorHandle<Adder> actor = Adder.CreateRemote();
        double[] times = new double[Trips];
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < Trips; i++)
            {
                long start = Stopwatch.GetTimestamp();
                await actor.AddOne(i);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        Array.Sort(times);
        foreach (double percentile in (double[])[1, 5, 10, 25, 50, 75, 90, 95, 99, 99.9])
        {
            settings.Print(metric, times[(int)(Trips * percentile / 100)], "us", x: percentile);
        }
    }
}
