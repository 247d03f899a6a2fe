using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests.Objects;

public sealed class LifecycleTests : IAsyncDisposable
{
    private readonly TestStore _store = new();

    private StoreDirectory Directory => _store.Directory;

    [Fact]
    public async Task A_sealed_object_can_be_read_until_it_is_freed()
    {
        ObjectId id = await _store.PutAsync(1, units: 3);
        await _store.CheckAsync(1);
        Assert.Equal(3 * TestStore.Unit, _store.Statistics.Used);
        Assert.True(Directory.Free(id));
        Assert.False(Directory.TryGet(id, TestStore.Reader, out _));
        Assert.Null(await Directory.GetAsync(id, TestStore.Reader).Within());
        Assert.Equal(0, _store.Statistics.Used);
        Assert.Equal([StoreEventKind.Sealed, StoreEventKind.Freed], _store.EventsOf(1));
    }

    [Fact]
    public async Task An_object_that_is_being_created_cannot_be_read_yet()
    {
        await Directory.CreateAsync(TestStore.Request(1)).Within();
        Assert.False(Directory.TryGet(TestStore.Id(1), TestStore.Reader, out _));
        Task<ObjectLocation?> get = Directory.GetAsync(TestStore.Id(1), TestStore.Reader).AsTask();
        Task<bool> sealedToo = Directory.WhenSealedAsync(TestStore.Id(1)).AsTask();
        Assert.False(get.IsCompleted || sealedToo.IsCompleted);
        Directory.Seal(TestStore.Id(1));
        Assert.NotNull(await get.Within());
        Assert.True(await sealedToo.Within());
        Assert.Equal(1, _store.Statistics.Pinned);
    }

    [Fact]
    public async Task Who_waits_for_an_object_that_is_aborted_finds_nothing()
    {
        await Directory.CreateAsync(TestStore.Request(1)).Within();
        Task<ObjectLocation?> get = Directory.GetAsync(TestStore.Id(1), TestStore.Reader).AsTask();
        Task<bool> whenSealed = Directory.WhenSealedAsync(TestStore.Id(1)).AsTask();
        Assert.True(Directory.Abort(TestStore.Id(1)));
        Assert.Null(await get.Within());
        Assert.False(await whenSealed.Within());
        Assert.Equal(0, _store.Statistics.Used);
        Assert.False(Directory.Seal(TestStore.Id(1)), "sealed after the abort");
    }

    [Fact]
    public async Task A_cancelled_wait_takes_no_pin()
    {
        await Directory.CreateAsync(TestStore.Request(1)).Within();
        using var cancellation = new CancellationTokenSource();
        Task<ObjectLocation?> get = Directory.GetAsync(TestStore.Id(1), TestStore.Reader, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get.Within());
        Directory.Seal(TestStore.Id(1));
        Assert.Equal(0, _store.Statistics.Pinned);
    }

    [Fact]
    public async Task The_second_creation_of_an_object_says_what_became_of_the_first()
    {
        await Directory.CreateAsync(TestStore.Request(1)).Within();
        Assert.Equal(CreateOutcome.BeingCreated, (await Directory.CreateAsync(TestStore.Request(1)).Within()).Outcome);
        Directory.Seal(TestStore.Id(1));
        Assert.Equal(CreateOutcome.AlreadyStored, (await Directory.CreateAsync(TestStore.Request(1)).Within()).Outcome);
        Assert.Equal(1, _store.Statistics.Objects);
    }

    [Fact]
    public async Task An_object_that_nobody_created_is_not_there()
    {
        Assert.Null(await Directory.GetAsync(TestStore.Id(1), TestStore.Reader).Within());
        Assert.False(await Directory.WhenSealedAsync(TestStore.Id(1)).Within());
        Assert.False(Directory.Seal(TestStore.Id(1)));
        Assert.False(Directory.Abort(TestStore.Id(1)));
        Assert.False(Directory.Free(TestStore.Id(1)));
        Assert.False(Directory.Unpin(TestStore.Id(1), TestStore.Reader));
    }

    [Fact]
    public async Task A_sealed_object_is_neither_sealed_nor_aborted_again()
    {
        ObjectId id = await _store.PutAsync(1);
        Assert.False(Directory.Seal(id));
        Assert.False(Directory.Abort(id));
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task A_freed_object_lives_as_long_as_its_readers_but_finds_no_new_ones()
    {
        ObjectId id = await _store.PutAsync(1, pinFor: TestStore.Reader);
        Directory.Free(id);
        Assert.False(Directory.TryGet(id, TestStore.Reader, out _));
        Assert.Equal(TestStore.Unit, _store.Statistics.Used);
        Assert.True(Assert.Single(Directory.List()).IsFreed);
        Directory.Unpin(id, TestStore.Reader);
        Assert.Equal(0, _store.Statistics.Used);
    }

    [Fact]
    public async Task An_object_that_is_freed_while_it_is_created_goes_when_it_is_sealed()
    {
        await Directory.CreateAsync(TestStore.Request(1)).Within();
        Directory.Free(TestStore.Id(1));
        Assert.Equal(TestStore.Unit, _store.Statistics.Used);
        Assert.True(Directory.Seal(TestStore.Id(1)));
        Assert.Equal(0, _store.Statistics.Used);
    }

    [Fact]
    public async Task Creating_a_freed_object_again_revives_it()
    {
        ObjectId id = await _store.PutAsync(1, pinFor: TestStore.Reader);
        Directory.Free(id);
        Assert.Equal(CreateOutcome.AlreadyStored, (await Directory.CreateAsync(TestStore.Request(1)).Within()).Outcome);
        Directory.Unpin(id, TestStore.Reader);
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task Pins_are_counted_for_each_process()
    {
        ObjectId id = await _store.PutAsync(1);
        Assert.True(Directory.TryGet(id, 10, out _));
        Assert.True(Directory.TryGet(id, 10, out _));
        Assert.True(Directory.TryGet(id, 11, out _));
        Assert.Equal(new Dictionary<ulong, int> { [10] = 2, [11] = 1 }, Assert.Single(Directory.List()).Pins);
        Assert.True(Directory.Unpin(id, 10, count: 2));
        Assert.False(Directory.Unpin(id, 10), "a pin that the process does not have");
        Assert.False(Directory.Unpin(id, 11, count: 5), "more pins than the process has");
        Assert.Equal(0, _store.Statistics.Pinned);
    }

    [Fact]
    public async Task The_list_says_what_each_object_is_the_largest_first()
    {
        await _store.PutAsync(1);
        _store.Time.Advance(TimeSpan.FromSeconds(5));
        await _store.PutAsync(2, units: 4, isPrimary: false);
        await Directory.CreateAsync(TestStore.Request(3, units: 2)).Within();
        _store.Time.Advance(TimeSpan.FromSeconds(2));

        IReadOnlyList<ObjectInfo> list = Directory.List();
        Assert.Equal([TestStore.Id(2), TestStore.Id(3), TestStore.Id(1)], list.Select(info => info.Id));
        Assert.Equal([StoredState.Sealed, StoredState.Creating, StoredState.Sealed], list.Select(info => info.State));
        Assert.Equal([false, true, true], list.Select(info => info.IsPrimary));
        Assert.Equal([2, 2, 7], list.Select(info => info.Age.TotalSeconds));
        Assert.All(list, info => Assert.Equal((TestStore.Owner, TestStore.Producer), (info.Owner, info.Creator)));
        Assert.Equal([TestStore.Id(2)], Directory.List(limit: 1).Select(info => info.Id));
    }

    [Fact]
    public async Task Statistics_count_objects_by_what_they_are()
    {
        await _store.PutAsync(1, units: 4, pinFor: TestStore.Reader);
        await _store.PutAsync(2);
        await Directory.CreateAsync(TestStore.Request(3)).Within();
        StoreStatistics statistics = _store.Statistics;
        Assert.Equal(TestStore.Units * TestStore.Unit, statistics.Capacity);
        Assert.Equal(6 * TestStore.Unit, statistics.Used);
        Assert.Equal(10 * TestStore.Unit, statistics.LongestFree);
        Assert.Equal((3, 1, 1), (statistics.Objects, statistics.Creating, statistics.Pinned));
        Assert.Equal(4 * TestStore.Unit, statistics.Largest);
        Assert.Equal((0, 0, 0L), (statistics.Waiting, statistics.SpilledObjects, statistics.WrittenBytes));
    }

    [Fact]
    public async Task A_listener_that_throws_does_not_harm_the_store()
    {
        await using var store = new TestStore(configure: options => options with { OnEvent = _ => throw new InvalidOperationException("listener") });
        await store.PutAsync(1);
        await store.CheckAsync(1);
    }

    [Fact]
    public async Task A_listener_may_call_the_store()
    {
        TestStore? store = null;
        await using TestStore owned = store = new TestStore(configure: options => options with
        {
            OnEvent = happened =>
            {
                if (happened.Kind == StoreEventKind.Sealed)
                {
                    store!.Directory.Free(happened.Id);
                }
            },
        });
        await store.PutAsync(1);
        Assert.Equal(0, store.Statistics.Objects);
    }

    [Fact]
    public async Task A_stopped_store_ends_all_waits_and_takes_no_requests()
    {
        var store = new TestStore();
        await store.FillAsync(pinFor: TestStore.Reader);
        Task<CreateResult> create = store.Directory.CreateAsync(TestStore.Request(100)).AsTask();
        Task<ObjectLocation?> get = store.Directory.GetAsync(TestStore.Id(100), TestStore.Reader).AsTask();
        Task never = store.Directory.WhenAsync(statistics => statistics.Objects == 1000);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<RayShutdownException>(() => create.Within());
        Assert.Null(await get.Within());
        await Assert.ThrowsAsync<RayShutdownException>(() => never.Within());
        Assert.Throws<RayShutdownException>(() => store.Directory.TryGet(TestStore.Id(1), TestStore.Reader, out _));
        await Assert.ThrowsAsync<RayShutdownException>(() => store.Directory.CreateAsync(TestStore.Request(101)).Within());
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
