using System.Collections.Concurrent;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Spilling;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests;

/// <summary>Many processes use a store that is much too small, all at the same time: every byte that is read is right, and in the end nothing is left.</summary>
public sealed class StressTests(ITestOutputHelper output)
{
    private const int Processes = 12;
    private const int Rounds = 150;
    private const int Capacity = 8 << 20;

    private readonly ConcurrentDictionary<ObjectId, bool> _alive = new();
    private long _reads;
    private long _gone;
    private long _full;

    [Theory]
    [InlineData(20260401)]
    [InlineData(77)]
    public async Task Everything_adds_up_to_nothing(int seed)
    {
        output.WriteLine($"seed {seed}");
        using var directory = new TempDirectory();
        await using NodeObjectStore store = await NodeObjectStore.StartAsync(new NodeStoreOptions
        {
            Arena = new ArenaOptions { Capacity = Capacity, PrefaultAhead = 1 << 20 },
            Spilling = SpillConfiguration.Files(directory.FullName),

            // Processes that hold some objects and wait for others can wait for each other for ever.
            Store = new StoreOptions { MemoryWait = TimeSpan.FromSeconds(3) },
        });

        await Task.WhenAll(Enumerable.Range(1, Processes).Select(process => Task.Run(() => RunAsync(store, (ulong)process, new Random(seed + process))))).Within();
        output.WriteLine($"{_reads} reads, {_gone} gone, {_full} times full; {store.Directory.GetStatistics().WrittenBytes} bytes written");
        Assert.True(store.Directory.GetStatistics().WrittenBytes > Capacity, "hardly anything was moved to disk");
        Assert.True(_reads > Processes * Rounds / 2);
        for (int process = 1; process <= Processes; process++)
        {
            store.Directory.FreeAllOf((ulong)process);
        }

        await store.Directory.WhenAsync(statistics => statistics is { Objects: 0, Files: 0 }).Within();
        StoreStatistics end = store.Directory.GetStatistics();
        Assert.Equal((0L, 0, 0, 0, 0, 0L), (end.Used, end.Creating, end.Pinned, end.Waiting, end.SpilledObjects, end.SpilledBytes));
        Assert.Equal(end.Capacity, end.LongestFree);
        Assert.Empty(directory.Files);
    }

    private async Task RunAsync(NodeObjectStore store, ulong process, Random random)
    {
        var pinned = new List<(ObjectId Id, ObjectLocation Location)>();
        for (ulong round = 1; round <= Rounds; round++)
        {
            try
            {
                await PutAsync(store, new ObjectId(process, round), random);
                await GetAsync(store, process, random, pinned);
            }
            catch (ObjectStoreFullException)
            {
                Interlocked.Increment(ref _full);
            }

            if (pinned.Count > 3 || (pinned.Count > 0 && random.Next(2) == 0))
            {
                Unpin(store, process, pinned);
            }

            if (random.Next(3) == 0 && Choose(random) is { } freed && _alive.TryRemove(freed, out _))
            {
                store.Directory.Free(freed);
            }
        }

        if (process % 3 == 0)
        {
            await DieAsync(store, process);
            return;
        }

        while (pinned.Count > 0)
        {
            Unpin(store, process, pinned);
        }
    }

    /// <summary>Leaves pins and an object that is half written, as a process does that is killed.</summary>
    private async Task DieAsync(NodeObjectStore store, ulong process)
    {
        await store.Directory.CreateAsync(new CreateRequest(new ObjectId(process, ulong.MaxValue), 10_000, process, process));
        foreach (ObjectId owned in store.Directory.OnProcessLost(process))
        {
            Assert.Equal(process, owned.Origin);
            _alive.TryRemove(owned, out _);
        }

        store.Directory.FreeAllOf(process);
        Assert.Throws<WorkerCrashedException>(() => store.Directory.TryGet(new ObjectId(process, 1), process, out _));
    }

    private async Task PutAsync(NodeObjectStore store, ObjectId id, Random random)
    {
        int size = random.Next(20) == 0 ? random.Next(100_000, 500_000) : random.Next(1, 60_000);
        CreateResult created = await store.Directory.CreateAsync(new CreateRequest(id, size, id.Origin, id.Origin));
        Pattern.Fill(store.Mapping.Writable(created.Location.Offset, size), Seed(id));
        if (random.Next(20) == 0)
        {
            Assert.True(store.Directory.Abort(id));
            return;
        }

        Assert.True(store.Directory.Seal(id));
        _alive.TryAdd(id, true);
    }

    private async Task GetAsync(NodeObjectStore store, ulong process, Random random, List<(ObjectId Id, ObjectLocation Location)> pinned)
    {
        if (Choose(random) is not { } id)
        {
            return;
        }

        using var cancellation = new CancellationTokenSource();
        ValueTask<ObjectLocation?> get = store.Directory.GetAsync(id, process, cancellation.Token);
        if (random.Next(10) == 0)
        {
            await cancellation.CancelAsync();
        }

        try
        {
            if (await get is { } location)
            {
                Check(store, id, location);
                pinned.Add((id, location));
                Interlocked.Increment(ref _reads);
            }
            else
            {
                Interlocked.Increment(ref _gone);
            }
        }
        catch (OperationCanceledException)
        {
            // As wanted.
        }
    }

    private static void Unpin(NodeObjectStore store, ulong process, List<(ObjectId Id, ObjectLocation Location)> pinned)
    {
        (ObjectId id, ObjectLocation location) = pinned[^1];
        pinned.RemoveAt(pinned.Count - 1);

        // Nobody moved it in the meantime.
        Check(store, id, location);
        Assert.True(store.Directory.Unpin(id, process));
    }

    private static void Check(NodeObjectStore store, ObjectId id, ObjectLocation location) =>
        Assert.True(Pattern.Matches(store.Mapping.Readable(location.Offset, location.Size), Seed(id)), $"object {id} holds something else");

    private static ulong Seed(ObjectId id) => (id.Origin * 100_003) + id.Sequence;

    private ObjectId? Choose(Random random)
    {
        ObjectId[] ids = [.. _alive.Keys];
        return ids.Length == 0 ? null : ids[random.Next(ids.Length)];
    }
}
