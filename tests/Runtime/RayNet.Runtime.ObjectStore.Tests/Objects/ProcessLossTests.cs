using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests.Objects;

public sealed class ProcessLossTests : IAsyncDisposable
{
    private readonly TestStore _store = new(canSpill: false);

    private StoreDirectory Directory => _store.Directory;

    [Fact]
    public async Task The_pins_of_a_dead_process_are_gone_and_those_of_others_stay()
    {
        await _store.PutAsync(1, pinFor: 10);
        await _store.PutAsync(2, pinFor: 10);
        Assert.True(Directory.TryGet(TestStore.Id(2), 10, out _));
        Assert.True(Directory.TryGet(TestStore.Id(2), 11, out _));
        Directory.Free(TestStore.Id(1));
        Directory.Free(TestStore.Id(2));

        Assert.Empty(Directory.OnProcessLost(10));
        Assert.Equal([TestStore.Id(2)], Directory.List().Select(info => info.Id));
        Directory.Unpin(TestStore.Id(2), 11);
        Assert.Equal(0, _store.Statistics.Used);
    }

    [Fact]
    public async Task What_a_dead_process_was_writing_is_aborted()
    {
        await Directory.CreateAsync(TestStore.Request(1)).Within();
        Task<ObjectLocation?> get = Directory.GetAsync(TestStore.Id(1), TestStore.Reader).AsTask();
        Directory.OnProcessLost(TestStore.Producer);
        Assert.Null(await get.Within());
        Assert.Equal((0, 0L), (_store.Statistics.Objects, _store.Statistics.Used));
        Assert.Equal([StoreEventKind.Aborted], _store.EventsOf(1));
    }

    [Fact]
    public async Task What_a_dead_process_waited_for_is_forgotten()
    {
        await _store.FillAsync(pinFor: TestStore.Reader);
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100) with { Creator = 10 }).AsTask();
        Directory.OnProcessLost(10);
        await Assert.ThrowsAsync<WorkerCrashedException>(() => create.Within());
        Assert.Equal((TestStore.Units, 0), (_store.Statistics.Objects, _store.Statistics.Waiting));
    }

    [Fact]
    public async Task The_objects_that_a_dead_process_owned_are_named_and_freed_on_demand()
    {
        await _store.PutAsync(1);
        await _store.PutAsync(2, pinFor: TestStore.Reader);
        Assert.Equal([TestStore.Id(1), TestStore.Id(2)], Directory.OnProcessLost(TestStore.Owner).OrderBy(id => id.Sequence));
        await _store.CheckAsync(1);
        Assert.Equal(2, Directory.FreeAllOf(TestStore.Owner));
        Assert.Equal([TestStore.Id(2)], Directory.List().Select(info => info.Id));
        Directory.Unpin(TestStore.Id(2), TestStore.Reader);
        Assert.Equal(0, Directory.FreeAllOf(TestStore.Owner));
        Assert.Equal(0, _store.Statistics.Objects);
    }

    [Fact]
    public async Task A_request_that_arrives_after_the_death_of_its_sender_takes_nothing()
    {
        ObjectId id = await _store.PutAsync(1);
        Directory.OnProcessLost(10);
        Assert.Throws<WorkerCrashedException>(() => Directory.TryGet(id, 10, out _));
        await Assert.ThrowsAsync<WorkerCrashedException>(() => Directory.GetAsync(id, 10).Within());
        await Assert.ThrowsAsync<WorkerCrashedException>(() => Directory.CreateAsync(TestStore.Request(2) with { Creator = 10 }).Within());
        OwnerDiedException error = await Assert.ThrowsAsync<OwnerDiedException>(() => Directory.CreateAsync(TestStore.Request(2) with { Owner = 10 }).Within());
        Assert.Equal(TestStore.Id(2), error.ObjectId);
        Assert.False(Directory.Unpin(id, 10));
        Assert.Equal((1, 0), (_store.Statistics.Objects, _store.Statistics.Pinned));
    }

    [Fact]
    public async Task A_reader_that_dies_while_it_waits_gets_no_pin()
    {
        await Directory.CreateAsync(TestStore.Request(1)).Within();
        Task<ObjectLocation?> get = Directory.GetAsync(TestStore.Id(1), 10).AsTask();
        Task<ObjectLocation?> other = Directory.GetAsync(TestStore.Id(1), 11).AsTask();
        Directory.OnProcessLost(10);
        Directory.Seal(TestStore.Id(1));
        await Assert.ThrowsAsync<WorkerCrashedException>(() => get.Within());
        Assert.NotNull(await other.Within());
        Assert.Equal([11UL], Assert.Single(Directory.List()).Pins.Keys);
    }

    [Fact]
    public async Task The_memory_of_a_dead_reader_goes_to_those_who_wait()
    {
        await _store.FillAsync(pinFor: 10);
        Directory.FreeAllOf(TestStore.Owner);
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100, units: TestStore.Units)).AsTask();
        Assert.False(create.IsCompleted);
        Directory.OnProcessLost(10);
        Assert.Equal(CreateOutcome.Created, (await create.Within()).Outcome);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
