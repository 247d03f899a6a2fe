using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Spilling;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests.Objects;

public sealed class SpillTests : IAsyncDisposable
{
    private readonly TestStore _store = new();

    private StoreDirectory Directory => _store.Directory;

    private FakeSpillStorage Storage => _store.Storage;

    [Fact]
    public async Task A_full_store_moves_the_longest_unread_objects_to_disk_and_brings_them_back()
    {
        await _store.FillAsync();
        await _store.CheckAsync(1);
        await _store.PutAsync(100, units: 3);
        Assert.Equal([TestStore.Id(2), TestStore.Id(3), TestStore.Id(4)], Storage.Written.OrderBy(id => id.Sequence));
        Assert.Equal((3, 3L * TestStore.Unit, 3), (_store.Statistics.SpilledObjects, _store.Statistics.SpilledBytes, _store.Statistics.Files));
        Assert.Equal(StoredState.Spilled, _store.StateOf(2));

        await _store.CheckAsync(2);
        Assert.Equal((1L, (long)TestStore.Unit), (_store.Statistics.RestoredObjects, _store.Statistics.RestoredBytes));
        Assert.Equal([StoreEventKind.Sealed, StoreEventKind.Spilled, StoreEventKind.Restored], _store.EventsOf(2));
    }

    [Fact]
    public async Task An_object_that_has_a_reader_is_not_moved_to_disk()
    {
        await _store.PutAsync(1, pinFor: TestStore.Reader);
        await _store.FillAsync(15, first: 2);
        await _store.PutAsync(100, units: 15);
        Assert.DoesNotContain(TestStore.Id(1), Storage.Written);
        Assert.Equal(StoredState.Sealed, _store.StateOf(1));
    }

    [Fact]
    public async Task With_nothing_but_read_objects_nothing_is_written()
    {
        await _store.FillAsync(pinFor: TestStore.Reader);
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100)).AsTask();
        _store.Time.Advance(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<ObjectStoreFullException>(() => create.Within());
        Assert.Empty(Storage.Written);
    }

    [Fact]
    public async Task Copies_are_dropped_before_anything_is_written()
    {
        await _store.FillAsync(8);
        await _store.FillAsync(8, first: 101, isPrimary: false);
        await _store.PutAsync(200, units: 8);
        Assert.Empty(Storage.Written);
        Assert.Equal(8, _store.Statistics.EvictedObjects);
    }

    [Fact]
    public async Task An_object_that_gets_a_reader_on_its_way_to_disk_keeps_its_memory()
    {
        await _store.PutAsync(1, units: TestStore.Units);
        Storage.Hold();
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100)).AsTask();
        await Storage.Writing(TestStore.Id(1)).Within();
        Assert.Equal(StoredState.Spilling, _store.StateOf(1));
        Assert.True(Directory.TryGet(TestStore.Id(1), TestStore.Reader, out ObjectLocation location));
        Storage.Continue();
        await _store.When(statistics => statistics.Files == 1);

        Assert.Equal(StoredState.Sealed, _store.StateOf(1));
        Assert.True(Pattern.Matches(_store.Mapping.Readable(location.Offset, location.Size), 1));
        Assert.False(create.IsCompleted);

        // It is on disk already: once it is unread, its memory is free at once.
        Directory.Unpin(TestStore.Id(1), TestStore.Reader);
        await create.Within();
        Assert.Single(Storage.Written);
        Directory.Abort(TestStore.Id(100));
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task An_object_that_came_back_is_not_written_a_second_time()
    {
        await _store.PutAsync(1, units: TestStore.Units);
        await _store.PutAsync(2, units: TestStore.Units);
        await _store.CheckAsync(1);
        await _store.CheckAsync(2);
        await _store.CheckAsync(1);
        await _store.CheckAsync(2);
        Assert.Equal(2, Storage.Written.Count);
        Assert.Equal(4, Storage.Read.Count);
        Assert.Equal(2, _store.Statistics.Files);
    }

    [Fact]
    public async Task Freeing_an_object_on_disk_deletes_its_file()
    {
        await _store.PutAsync(1, units: TestStore.Units);
        await _store.PutAsync(2, units: TestStore.Units);
        Directory.Free(TestStore.Id(1));
        await _store.When(statistics => statistics.Files == 0);
        Assert.Equal((0, 1), (Storage.Stored, _store.Statistics.Objects));
    }

    [Fact]
    public async Task An_object_that_is_freed_on_its_way_to_disk_goes_with_its_file()
    {
        await _store.PutAsync(1, units: TestStore.Units);
        Storage.Hold();
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100)).AsTask();
        await Storage.Writing(TestStore.Id(1)).Within();
        Directory.Free(TestStore.Id(1));
        Assert.False(create.IsCompleted, "the memory is still being read");
        Storage.Continue();
        await create.Within();
        await _store.When(statistics => statistics.Files == 0 && statistics.Objects == 1);
        Assert.Equal(0, Storage.Stored);
    }

    [Fact]
    public async Task An_object_that_is_freed_on_its_way_back_is_not_handed_out()
    {
        await _store.PutAsync(1);
        await _store.PutAsync(2, units: TestStore.Units);
        Directory.Free(TestStore.Id(2));
        Storage.Hold();
        Task<ObjectLocation?> get = Directory.GetAsync(TestStore.Id(1), TestStore.Reader).AsTask();
        await Storage.Reading(TestStore.Id(1)).Within();
        Directory.Free(TestStore.Id(1));
        Storage.Continue();
        Assert.Null(await get.Within());
        await _store.When(statistics => statistics is { Files: 0, Objects: 0, Used: 0 });
    }

    [Fact]
    public async Task While_room_is_made_for_the_first_only_small_objects_pass_it()
    {
        await _store.FillAsync(12);
        Storage.Hold();
        Task<CreateResult> large = Directory.CreateAsync(TestStore.Request(100, units: 8)).AsTask();
        Task<CreateResult> middle = Directory.CreateAsync(TestStore.Request(101, units: 2)).AsTask();
        Assert.False(large.IsCompleted || middle.IsCompleted, "the second would fit");
        CreateResult small = await Directory.CreateAsync(new CreateRequest(TestStore.Id(102), 1000, TestStore.Producer, TestStore.Owner)).Within();
        Assert.Equal(CreateOutcome.Created, small.Outcome);
        Storage.Continue();
        await large.Within();
        await middle.Within();
    }

    [Fact]
    public async Task A_small_object_that_waits_gets_what_becomes_free_meanwhile()
    {
        await _store.FillAsync();
        Storage.Hold();
        Task<CreateResult> large = Directory.CreateAsync(TestStore.Request(100, units: 8)).AsTask();
        Task<CreateResult> small = Directory.CreateAsync(new CreateRequest(TestStore.Id(101), 1000, TestStore.Producer, TestStore.Owner)).AsTask();
        Assert.False(small.IsCompleted);
        Directory.Free(TestStore.Id(16));
        Assert.Equal(CreateOutcome.Created, (await small.Within()).Outcome);
        Assert.False(large.IsCompleted);
        Storage.Continue();
        await large.Within();
    }

    [Fact]
    public async Task Many_readers_share_one_way_back()
    {
        await _store.PutAsync(1);
        await _store.PutAsync(2, units: TestStore.Units);
        Directory.Free(TestStore.Id(2));
        Storage.Hold();
        Task<ObjectLocation?>[] gets = [.. Enumerable.Range(0, 20).Select(reader => Directory.GetAsync(TestStore.Id(1), (ulong)(10 + reader)).AsTask())];
        Storage.Continue();
        ObjectLocation?[] locations = await Task.WhenAll(gets).Within();
        Assert.Single(locations.Distinct());
        Assert.Single(Storage.Read);
        Assert.Equal(20, Assert.Single(Directory.List()).Pins.Count);
    }

    [Fact]
    public async Task What_comes_back_goes_before_what_is_created()
    {
        await _store.PutAsync(1, units: 8);
        await _store.PutAsync(2, units: TestStore.Units, pinFor: TestStore.Reader);
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100, units: 16)).AsTask();
        Task<ObjectLocation?> get = Directory.GetAsync(TestStore.Id(1), TestStore.Reader).AsTask();
        Directory.Unpin(TestStore.Id(2), TestStore.Reader);
        Assert.NotNull(await get.Within());
        Assert.False(create.IsCompleted);
        Directory.Unpin(TestStore.Id(1), TestStore.Reader);
        await create.Within();
    }

    [Fact]
    public async Task An_object_for_which_nothing_becomes_free_stays_on_disk()
    {
        await _store.PutAsync(1);
        await _store.PutAsync(2, units: TestStore.Units, pinFor: TestStore.Reader);
        Task<ObjectLocation?> get = Directory.GetAsync(TestStore.Id(1), 9).AsTask();
        await _store.When(statistics => statistics.Waiting == 1);
        _store.Time.Advance(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<ObjectStoreFullException>(() => get.Within());
        Assert.Equal(StoredState.Spilled, _store.StateOf(1));
        Directory.Unpin(TestStore.Id(2), TestStore.Reader);
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task An_object_that_cannot_be_read_back_is_lost_with_the_reason()
    {
        await _store.PutAsync(1);
        await _store.PutAsync(2, units: TestStore.Units);
        Storage.ReadFailure = new SpillException("the file is damaged.", isLost: true);
        ObjectLostException error = await Assert.ThrowsAsync<ObjectLostException>(() => Directory.GetAsync(TestStore.Id(1), TestStore.Reader).Within());
        Assert.Equal((TestStore.Id(1), RayErrorCode.ObjectLost), (error.ObjectId, error.Code));
        Assert.Contains("the file is damaged.", error.Message, StringComparison.Ordinal);
        Assert.Null(await Directory.GetAsync(TestStore.Id(1), TestStore.Reader).Within());
        Assert.Contains(StoreEventKind.Lost, _store.EventsOf(1));

        // It can be made again.
        Storage.ReadFailure = null;
        await _store.PutAsync(1);
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task An_object_that_cannot_be_read_now_can_be_asked_for_again()
    {
        await _store.PutAsync(1);
        await _store.PutAsync(2, units: TestStore.Units);
        Storage.ReadFailure = new SpillException("too many files are open.");
        await Assert.ThrowsAsync<SpillException>(() => Directory.GetAsync(TestStore.Id(1), TestStore.Reader).Within());
        Assert.Equal(StoredState.Spilled, _store.StateOf(1));
        Storage.ReadFailure = null;
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task Nothing_is_written_for_an_object_that_waits_for_readers()
    {
        await _store.PutAsync(1, units: 10, pinFor: TestStore.Reader);
        await _store.FillAsync(6, first: 2);
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100, units: 8)).AsTask();
        Assert.Equal(6, Directory.List().Count(info => info is { State: StoredState.Sealed, Size: TestStore.Unit }));
        Directory.Free(TestStore.Id(1));
        Directory.Unpin(TestStore.Id(1), TestStore.Reader);
        await create.Within();
        Assert.Empty(Storage.Written);
    }

    [Fact]
    public async Task Room_is_made_for_what_comes_behind_an_object_that_waits_for_readers()
    {
        await _store.PutAsync(1, units: 10, pinFor: TestStore.Reader);
        await _store.FillAsync(6, first: 2);
        Task<CreateResult> large = Directory.CreateAsync(TestStore.Request(100, units: 8)).AsTask();
        Assert.Equal(CreateOutcome.Created, (await Directory.CreateAsync(TestStore.Request(101, units: 2)).Within()).Outcome);
        Assert.False(large.IsCompleted);
        Assert.Equal(2, Storage.Written.Count);
    }

    [Fact]
    public async Task An_object_that_does_not_fit_on_the_disk_stays_in_memory_and_the_error_says_so()
    {
        await _store.PutAsync(1, units: TestStore.Units);
        Storage.WriteFailure = new SpillException("the disk is full.");
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100)).AsTask();
        await Storage.Writing(TestStore.Id(1)).Within();
        await _store.When(statistics => _store.StateOf(1) == StoredState.Sealed);
        _store.Time.Advance(TimeSpan.FromSeconds(60));
        ObjectStoreFullException error = await Assert.ThrowsAsync<ObjectStoreFullException>(() => create.Within());
        Assert.Contains("the disk is full.", error.Message, StringComparison.Ordinal);
        Assert.Same(Storage.WriteFailure, error.InnerException);
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task After_a_failure_the_disk_is_left_alone_for_a_while_and_then_tried_again()
    {
        await _store.PutAsync(1, units: TestStore.Units);
        Storage.WriteFailure = new SpillException("the disk is full.");
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100)).AsTask();
        await _store.When(statistics => _store.StateOf(1) == StoredState.Sealed);
        Assert.Single(Storage.Written);
        Storage.WriteFailure = null;
        _store.Time.Advance(TimeSpan.FromSeconds(5));
        await create.Within();
        Assert.Equal(2, Storage.Written.Count);
    }

    [Fact]
    public async Task Several_objects_are_written_at_a_time_but_not_more_than_allowed()
    {
        await _store.FillAsync();
        Storage.Hold();
        Task put = _store.PutAsync(100, units: TestStore.Units);
        await Task.WhenAll(Storage.Writing(TestStore.Id(1)), Storage.Writing(TestStore.Id(2))).Within();
        Storage.Continue();
        await put.Within();
        Assert.Equal(2, Storage.MostAtOnce);
        Assert.Equal(TestStore.Units, Storage.Written.Count);
    }

    [Fact]
    public async Task What_is_not_needed_any_more_when_its_turn_comes_is_not_written()
    {
        await _store.FillAsync(4, first: 1);
        await _store.PutAsync(50, units: 12, pinFor: TestStore.Reader);
        Storage.Hold();
        Task<CreateResult> create = Directory.CreateAsync(TestStore.Request(100, units: 4)).AsTask();
        await Task.WhenAll(Storage.Writing(TestStore.Id(1)), Storage.Writing(TestStore.Id(2))).Within();
        Directory.Free(TestStore.Id(50));
        Directory.Unpin(TestStore.Id(50), TestStore.Reader);
        await create.Within();
        Storage.Continue();
        await _store.When(statistics => _store.StateOf(3) == StoredState.Sealed && _store.StateOf(4) == StoredState.Sealed && statistics.SpilledObjects == 2);
        Assert.Equal(2, Storage.Written.Count);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
