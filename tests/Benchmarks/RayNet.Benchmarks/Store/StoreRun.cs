using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Layout;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Benchmarks.Store;

/// <summary>The object store inside one process: how fast values get into the arena beside a plain copy, and what finding them costs.</summary>
internal static class StoreRun
{
    private const ulong Process = 1;
    private const long MiB = 1L << 20;

    // Several times the cache.
    private const int Spread = 256 << 20;
    private const int Block = 32 << 20;

    internal static async Task<int> RunAsync()
    {
        await using NodeObjectStore store = await NodeObjectStore.StartAsync(new NodeStoreOptions
        {
            Arena = new ArenaOptions { Capacity = 1100 * MiB, PrefaultAhead = 1100 * MiB },
        });
        await store.Warmer.WhenIdleAsync();

        bool isMet = Put(store, 256 << 10, 41, 1.5);
        isMet &= Put(store, (int)MiB, 41, 1.5);
        isMet &= Put(store, (int)(64 * MiB), 21, 1.2);
        isMet &= Put(store, (int)(1024 * MiB), 5, 0.9);
        Put(store, (int)MiB, 41, limit: null);
        isMet &= Sum(store, (int)MiB, 500);
        isMet &= Sum(store, (int)(64 * MiB), 15);
        Time("create, seal, free (1 KiB, not written)", i =>
        {
            var id = new ObjectId(Process, (ulong)i + 1000);
            Take(store.Directory.CreateAsync(new CreateRequest(id, 1024, Process, Process)));
            store.Directory.Seal(id);
            store.Directory.Free(id);
        });
        var found = new ObjectId(Process, 1);
        Take(store.Directory.CreateAsync(new CreateRequest(found, 1 << 20, Process, Process)));
        store.Directory.Seal(found);
        Time("get and unpin", _ =>
        {
            store.Directory.TryGet(found, Process, out ObjectLocation _);
            store.Directory.Unpin(found, Process);
        });
        return isMet ? 0 : 1;
    }

    /// <summary>
    /// Both sides write to memory whose pages are there, but which is not in the cache, as it is in a program that puts more than one object.
    /// Without a limit, both write to the same memory again and again: the case where a plain copy stays in the cache.
    /// </summary>
    private static bool Put(NodeObjectStore store, int size, int rounds, double? limit)
    {
        int places = limit is null ? 1 : Math.Max(1, Spread / size);
        byte[] source = new byte[size];
        byte[] destination = new byte[(long)size * places];
        new Random(1).NextBytes(source);
        Array.Fill(destination, (byte)1);
        var puts = new double[rounds];
        var copies = new double[rounds];

        // Blocks, because one copy leaves another cache behind than the other.
        int block = Math.Max(1, Block / size);
        int copied = 0;
        int put = 0;
        for (int round = -1; round < rounds; round++)
        {
            int count = round < 0 ? Math.Max(places, block) : block;
            double copySeconds = Seconds(() => Repeat(count, () => MemoryCopy(source, destination, copied++ % places * size))) / count;
            double putSeconds = Seconds(() => Repeat(count, () => PutOnce(store, source, put++, places))) / count;
            if (round >= 0)
            {
                copies[round] = copySeconds;
                puts[round] = putSeconds;
            }
        }

        store.Directory.FreeAllOf(Process);
        double ratio = Quick(copies) / Quick(puts);
        string verdict = limit is null ? "in the cache, no limit" : $"limit {limit}, {(ratio >= limit ? "met" : "MISSED")}";
        Write($"put {Name(size),-8} {Rate(size, puts),6:0.0} GB/s   Buffer.MemoryCopy {Rate(size, copies),6:0.0}   ratio {ratio:0.00} ({verdict})");
        return limit is null || ratio >= limit;
    }

    private static bool Sum(NodeObjectStore store, int size, int rounds)
    {
        float[] array = new float[size / sizeof(float)];
        Array.Fill(array, 0.5f);
        var id = new ObjectId(Process, 7);
        var location = Take(store.Directory.CreateAsync(new CreateRequest(id, StoredLayout.SizeOfArray<float>(array.Length), Process, Process))).Location;
        StoredLayout.WriteArray<float>(store.Mapping, location, array);
        store.Directory.Seal(id, pinFor: Process);
        using SharedMemoryManager<float> view = StoredLayout.OpenArray<float>(store.Mapping, id, location, released => store.Directory.Unpin(released, Process));
        var plain = new double[rounds];
        var viewed = new double[rounds];
        float sink = 0;
        for (int round = -2; round < rounds; round++)
        {
            double one = Seconds(() => sink += Sum(array));
            double other = Seconds(() => sink += Sum(view.View.Span));
            if (round >= 0)
            {
                plain[round] = one;
                viewed[round] = other;
            }
        }

        store.Directory.Free(id);
        double ratio = Quick(plain) / Quick(viewed);
        Write($"sum {Name(size),-8} {Rate(size, viewed),6:0.0} GB/s   of an array {Rate(size, plain),6:0.0}   ratio {ratio:0.00} (limit 0.95) {(ratio >= 0.95 ? "met" : "MISSED")} {sink}");
        return ratio >= 0.95;
    }

    private static float Sum(ReadOnlySpan<float> numbers)
    {
        Vector<float> a = default;
        Vector<float> b = default;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(numbers);
        for (int i = 0; i + 1 < vectors.Length; i += 2)
        {
            a += vectors[i];
            b += vectors[i + 1];
        }

        return Vector.Sum(a + b);
    }

    private static void PutOnce(NodeObjectStore store, byte[] source, int round, int places)
    {
        if (round >= places)
        {
            store.Directory.Free(new ObjectId(Process, (ulong)(round - places)));
        }

        var id = new ObjectId(Process, (ulong)round);
        ObjectLocation location = Take(store.Directory.CreateAsync(new CreateRequest(id, StoredLayout.SizeOfArray<byte>(source.Length), Process, Process))).Location;
        StoredLayout.WriteArray<byte>(store.Mapping, location, source);
        store.Directory.Seal(id);
    }

    private static void Time(string what, Action<int> action)
    {
        const int Count = 200_000;
        for (int round = 0; round < 3; round++)
        {
            double seconds = Seconds(() =>
            {
                for (int i = 0; i < Count; i++)
                {
                    action(i);
                }
            });
            if (round == 2)
            {
                Write($"{what}: {seconds / Count * 1e9:0} ns");
            }
        }
    }

    private static unsafe void MemoryCopy(byte[] source, byte[] destination, int offset)
    {
        fixed (byte* from = source)
        fixed (byte* to = destination)
        {
            Buffer.MemoryCopy(from, to + offset, source.Length, source.Length);
        }
    }

    private static void Repeat(int count, Action action)
    {
        for (int i = 0; i < count; i++)
        {
            action();
        }
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The result of something that nothing holds up.</summary>
    private static T Take<T>(ValueTask<T> task) => task.IsCompletedSuccessfully ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("The store waits.");

    private static double Rate(int size, double[] seconds) => size / Quick(seconds) / 1e9;

    private static string Name(int size) => size >= MiB ? $"{size / MiB} MiB" : $"{size >> 10} KiB";

    /// <summary>The time that a quarter of the rounds beat: others use the machine too, and make rounds slower, never faster.</summary>
    private static double Quick(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted[sorted.Length / 4];
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
