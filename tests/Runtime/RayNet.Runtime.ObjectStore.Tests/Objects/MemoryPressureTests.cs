using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests.Objects;

/// <summary>What a full store does that has no disk to move objects to.</summary>
public sealed class MemoryPressureTests : IAsyncDisposable
{
    private readonly TestStore _store = new(canSpill: false);

    private StoreDirectory Directory => _store.Directory;

    [Fact]
    public async Task Secondary_copies_go_first_the_longest_unread_of_them_before_the_others()
    {
        await _store.FillAsync(8, isPrimary: false);
        await _store.FillAsync(8, first: 101);
        await _store.CheckAsync(1);
        await _store.PutAsync(200, units: 2);

        Assert.Equal([TestStore.Id(2), TestStore.Id(3)], _store.Events.Where(happened => happened.Kind == StoreEventKind.Evicted).Select(happened => happened.Id));
        Assert.Equal(2, _store.Statistics.EvictedObjects);
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task A_copy_that_has_a_reader_is_not_evicted()
    {
        await _store.PutAsync(1, isPrimary: false, pinFor: TestStore.Reader);
        await _store.FillAsync(15, first: 2, isPrimary: false);
        await _store.PutAsync(100, units: 15);
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task Copies_are_not_dropped_for_an_object_that_would_not_fit_all_the_same()
    {
        await _store.PutAsync(1, units: 12, pinFor: TestStore.Reader);
        await _store.FillAsync(4, first: 2, isPrimary: false);
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100, units: 8)).AsTask();
        Assert.False(create.IsCompleted);
        Assert.Equal(0, _store.Statistics.EvictedObjects);
        Directory.Unpin(TestStore.Id(1), TestStore.Reader);
        Directory.Free(TestStore.Id(1));
        Assert.Equal(CreateOutcome.Created, (await create.Within()).Outcome);
        Assert.Equal(0, _store.Statistics.EvictedObjects);
    }

    [Fact]
    public async Task A_copy_that_becomes_primary_is_kept_and_one_that_becomes_secondary_is_not()
    {
        await _store.FillAsync(8, isPrimary: false);
        await _store.FillAsync(8, first: 101);
        Assert.True(Directory.SetPrimary(TestStore.Id(1), isPrimary: true));
        Assert.True(Directory.SetPrimary(TestStore.Id(101), isPrimary: false));
        await _store.PutAsync(200, units: 1);
        Assert.False(Directory.SetPrimary(TestStore.Id(2), isPrimary: true), "2 is the oldest copy, and gone");
        for (ulong copy = 3; copy <= 8; copy++)
        {
            Directory.Free(TestStore.Id(copy));
        }

        await _store.PutAsync(201, units: 7);
        await _store.CheckAsync(1);
        Assert.Null(await Directory.GetAsync(TestStore.Id(101), TestStore.Reader).Within());
    }

    [Fact]
    public async Task A_producer_waits_until_a_reader_has_finished()
    {
        await _store.FillAsync(pinFor: TestStore.Reader);
        Directory.Free(TestStore.Id(5));
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100)).AsTask();
        Assert.False(create.IsCompleted);
        Assert.Equal(1, _store.Statistics.Waiting);
        Directory.Unpin(TestStore.Id(5), TestStore.Reader);
        Assert.Equal(CreateOutcome.Created, (await create.Within()).Outcome);
        Assert.Equal(0, _store.Statistics.Waiting);
    }

    [Fact]
    public async Task A_wait_that_lasts_too_long_fails_and_says_what_has_the_memory()
    {
        await _store.PutAsync(1, units: 10, pinFor: TestStore.Reader);
        await _store.PutAsync(2, units: 4);
        await Directory.CreateAsync(TestStore.Request(3, units: 2)).Within();
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100, units: 3)).AsTask();
        _store.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(create.IsCompleted);
        _store.Time.Advance(TimeSpan.FromSeconds(1));

        ObjectStoreFullException error = await Assert.ThrowsAsync<ObjectStoreFullException>(() => create.Within());
        Assert.Equal(RayErrorCode.ObjectStoreFull, error.Code);
        Assert.Equal((3L * TestStore.Unit, 16L * TestStore.Unit, 16L * TestStore.Unit), (error.RequestedBytes, error.CapacityBytes, error.UsedBytes));
        Assert.Equal(
            [
                new ObjectStoreHolder(TestStore.Id(1), 10 * TestStore.Unit, TestStore.Owner, 1, false),
                new ObjectStoreHolder(TestStore.Id(2), 4 * TestStore.Unit, TestStore.Owner, 0, false),
                new ObjectStoreHolder(TestStore.Id(3), 2 * TestStore.Unit, TestStore.Owner, 0, true),
            ],
            error.Holders);
        Assert.Contains("waited 60 s", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{TestStore.Id(1)} ({10 * TestStore.Unit} bytes, 1 readers", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, _store.Statistics.Objects);
        Assert.Equal(0, _store.Statistics.Waiting);
    }

    [Fact]
    public async Task Only_the_largest_holders_are_listed()
    {
        await _store.FillAsync(14, pinFor: TestStore.Reader);
        await _store.PutAsync(50, units: 2);
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100, units: 3)).AsTask();
        _store.Time.Advance(TimeSpan.FromSeconds(60));
        ObjectStoreFullException error = await Assert.ThrowsAsync<ObjectStoreFullException>(() => create.Within());
        Assert.Equal(10, error.Holders.Count);
        Assert.Equal(TestStore.Id(50), error.Holders[0].Id);
    }

    [Fact]
    public async Task An_object_larger_than_the_store_fails_at_once()
    {
        ObjectStoreFullException error = await Assert.ThrowsAsync<ObjectStoreFullException>(
            () => Directory.CreateAsync(new CreateRequest(TestStore.Id(1), (TestStore.Units * TestStore.Unit) + 1, TestStore.Producer, TestStore.Owner)).AsTask());
        Assert.Contains("larger than the whole object store", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _store.Statistics.Objects);
        await _store.PutAsync(2, units: TestStore.Units);
    }

    [Fact]
    public async Task A_cancelled_producer_leaves_nothing_behind()
    {
        await _store.FillAsync(pinFor: TestStore.Reader);
        using var cancellation = new CancellationTokenSource();
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100), cancellation.Token).AsTask();
        Task<ObjectLocation?> get = Directory.GetAsync(TestStore.Id(100), TestStore.Reader).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => create.Within());
        Assert.Null(await get.Within());
        Assert.Equal((TestStore.Units, 0), (_store.Statistics.Objects, _store.Statistics.Waiting));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Directory.CreateAsync(TestStore.Request(100), cancellation.Token).Within());
    }

    [Fact]
    public async Task While_the_first_can_only_wait_for_readers_others_that_fit_pass_it()
    {
        await _store.FillAsync(13, pinFor: TestStore.Reader);
        Task<CreateResult> large = Directory.CreateAsync(TestStore.Request(100, units: 4)).AsTask();
        Task<CreateResult> second = Directory.CreateAsync(TestStore.Request(101, units: 4)).AsTask();
        Assert.Equal(CreateOutcome.Created, (await Directory.CreateAsync(TestStore.Request(102, units: 2)).Within()).Outcome);
        Assert.False(large.IsCompleted || second.IsCompleted);

        // Served in the order in which they came.
        foreach (ulong freed in (ulong[])[4, 3, 2, 1])
        {
            Directory.Unpin(TestStore.Id(freed), TestStore.Reader);
            Directory.Free(TestStore.Id(freed));
        }

        Assert.Equal(CreateOutcome.Created, (await large.Within()).Outcome);
        Assert.False(second.IsCompleted);
        Directory.Seal(TestStore.Id(100));
        Directory.Free(TestStore.Id(100));
        Assert.Equal(CreateOutcome.Created, (await second.Within()).Outcome);
    }

    [Fact]
    public async Task Primary_copies_are_never_dropped()
    {
        await _store.FillAsync();
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100)).AsTask();
        _store.Time.Advance(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<ObjectStoreFullException>(() => create.Within());
        for (ulong sequence = 1; sequence <= TestStore.Units; sequence++)
        {
            await _store.CheckAsync(sequence);
        }
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
