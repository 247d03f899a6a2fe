using System.Diagnostics;
using RayNet.Benchmarks;

namespace RayNet.Cluster.Benchmarks;

/// <summary>Puts beside the plain copy in the same run, and gets in the other process.</summary>
internal static class Objects
{
    internal static async Task MeasureAsync(Settings settings)
    {
        foreach ((string name, int size, double least) in ((string, int, double)[])[("1 MiB", 1 << 20, 1.5), ("64 MiB", 64 << 20, 1.2), ("1 GiB", 1 << 30, 0.9)])
        {
            // Written to: pages that never were are all one and the same, and stay in the cache.
            byte[] bytes = new byte[size];
            bytes.AsSpan().Fill(1);
            ReadOnlyMemory<byte> source = bytes;
            byte[] target = new byte[size];
            int repeats = Math.Max(1, (256 << 20) / size);
            await settings.FigureAsync($"put {name}, ratio to a copy between warm arrays", "x", () =>
            {
                source.CopyTo(target);
                double copy = Time(repeats, () => source.CopyTo(target));
                Ray.Put(source).Dispose();
                double put = Time(repeats, () => Ray.Put(source).Dispose());
                return Task.FromResult(copy / put);
            }, Bound.Least(least));
        }

        double[] items = new double[(1 << 30) / sizeof(double)];
        items.AsSpan().Fill(1);
        ReadOnlyMemory<double> numbers = items;
        using ObjectRef<ReadOnlyMemory<double>> stored = Ray.Put(numbers);
        await settings.FigureAsync("get 1 GiB in the other process, the call included", "us", async () =>
        {
            const int Gets = 100;
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < Gets; i++)
            {
                await Work.CountRemote(stored);
            }

            return Stopwatch.GetElapsedTime(begin).TotalMicroseconds / Gets;
        }, Bound.Most(50));
        await settings.FigureAsync("sum of 1 GiB in the other process, ratio to a plain array here", "x", async () =>
        {
            double here = Time(1, () => Work.Sum(numbers));
            long begin = Stopwatch.GetTimestamp();
            await Work.SumRemote(stored);
            return here / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }, Bound.Least(0.95));
    }

    private static double Time(int repeats, Action action)
    {
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(begin).TotalSeconds / repeats;
    }
}
