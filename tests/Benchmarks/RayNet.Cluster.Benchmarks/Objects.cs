using System.Diagnostics;
using RayNet.Benchmarks;

namespace RayNet.Cluster.Benchmarks;

/// <summary>Puts beside the plain copy in the same run, and gets in the other process.</summary>
internal static class Objects
{
    private const int Spread = 256 << 20;

    internal static async Task MeasureAsync(Settings settings)
    {
        foreach ((string name, int size, double least) in ((string, int, double)[])[("1 MiB", 1 << 20, 1.5), ("64 MiB", 64 << 20, 1.2), ("1 GiB", 1 << 30, 0.9)])
        {
            await PutAsync(settings, name, size, least);
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

    /// <summary>
    /// A program that puts more than one value writes each to memory that is not in the cache, and so does the copy beside it. With one place for both, the
    /// copy stays in the cache.
    /// </summary>
    private static async Task PutAsync(Settings settings, string name, int size, double least)
    {
        // Written to: pages that never were are all one and the same, and stay in the cache.
        byte[] bytes = new byte[size];
        bytes.AsSpan().Fill(1);
        ReadOnlyMemory<byte> source = bytes;
        int places = Math.Max(1, Spread / size);
        byte[] target = new byte[size * places];
        target.AsSpan().Fill(1);
        var held = new ObjectRef<ReadOnlyMemory<byte>>?[places];
        int copied = 0;
        int put = 0;
        int repeats = Math.Max(1, Spread / size);
        await settings.FigureAsync($"put {name}, ratio to a copy between warm arrays", "x", () => Task.FromResult(Ratio()), Bound.Least(least));
        Array.ForEach(held, static reference => reference?.Dispose());
        if (places > 1)
        {
            places = 1;
            await settings.FigureAsync($"put {name}, ratio to a copy that stays in the cache", "x", () => Task.FromResult(Ratio()));
            held[0]?.Dispose();
        }

        double Ratio()
        {
            double copy = Time(repeats, () => source.CopyTo(target.AsMemory(copied++ % places * size, size)));
            double stored = Time(repeats, () =>
            {
                int place = put++ % places;
                held[place]?.Dispose();
                held[place] = Ray.Put(source);
            });
            return copy / stored;
        }
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
