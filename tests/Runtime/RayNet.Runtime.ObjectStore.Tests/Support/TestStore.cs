using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.ObjectStore.Tests.Support;

/// <summary>A store with a clock that stands still. Its usable memory is <see cref="Units"/> units of 64 KiB.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    internal const int Unit = 64 << 10;
    internal const int Units = 16;

    /// <summary>The processes of the tests.</summary>
    internal const ulong Producer = 1;
    internal const ulong Owner = 2;
    internal const ulong Reader = 3;

    private readonly Arena _arena;

    internal TestStore(bool canSpill = true, Func<StoreOptions, StoreOptions>? configure = null)
    {
        _arena = Arena.Create(new ArenaOptions { Capacity = ArenaHeader.Size + (Units * Unit), Prefault = false });
        var options = new StoreOptions { TimeProvider = Time, OnEvent = Events.Enqueue, SpillParallelism = 2 };
        Directory = new StoreDirectory(_arena, canSpill ? Storage : null, configure?.Invoke(options) ?? options);
    }

    public FakeTimeProvider Time { get; } = new();

    public FakeSpillStorage Storage { get; } = new();

    public StoreDirectory Directory { get; }

    public ConcurrentQueue<StoreEvent> Events { get; } = new();

    public StoreMapping Mapping => _arena.Mapping;

    public StoreStatistics Statistics => Directory.GetStatistics();

    public static ObjectId Id(ulong sequence) => new(7, sequence);

    public static CreateRequest Request(ulong sequence, int units = 1, bool isPrimary = true) =>
        new(Id(sequence), units * (long)Unit, Producer, Owner, isPrimary);

    /// <summary>Creates, fills and seals an object.</summary>
    public async Task<ObjectId> PutAsync(ulong sequence, int units = 1, bool isPrimary = true, ulong? pinFor = null)
    {
        CreateResult created = await Directory.CreateAsync(Request(sequence, units, isPrimary)).Within();
        Assert.Equal(CreateOutcome.Created, created.Outcome);
        Pattern.Fill(Mapping.Writable(created.Location.Offset, created.Location.Size), sequence);
        Assert.True(Directory.Seal(Id(sequence), pinFor));
        return Id(sequence);
    }

    /// <summary>Puts so many objects of one unit, numbered from <paramref name="first"/>.</summary>
    public async Task FillAsync(int count = Units, ulong first = 1, bool isPrimary = true, ulong? pinFor = null)
    {
        for (int i = 0; i < count; i++)
        {
            await PutAsync(first + (ulong)i, isPrimary: isPrimary, pinFor: pinFor);
        }
    }

    /// <summary>Pins the object, checks every byte of it, and gives the pin back.</summary>
    public async Task CheckAsync(ulong sequence, ulong process = Reader)
    {
        ObjectLocation? location = await Directory.GetAsync(Id(sequence), process).Within($"object {sequence}");
        Assert.NotNull(location);
        Assert.True(Pattern.Matches(Mapping.Readable(location.Value.Offset, location.Value.Size), sequence), $"object {sequence} holds something else");
        Assert.True(Directory.Unpin(Id(sequence), process));
    }

    /// <summary>Waits until the store's figures are so.</summary>
    public Task When(Func<StoreStatistics, bool> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string what = "") =>
        Directory.WhenAsync(condition).Within(what);

    /// <summary>What happened to the object, in order.</summary>
    public IEnumerable<StoreEventKind> EventsOf(ulong sequence) => Events.Where(happened => happened.Id == Id(sequence)).Select(happened => happened.Kind);

    public StoredState? StateOf(ulong sequence) => Directory.List().SingleOrDefault(info => info.Id == Id(sequence))?.State;

    public async ValueTask DisposeAsync()
    {
        Storage.Continue();
        await Directory.DisposeAsync();
        await _arena.DisposeAsync();
    }
}
