using CsCheck;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Tests.Support;
using RayNet.Runtime.ObjectStore.Transfer;

namespace RayNet.Runtime.ObjectStore.Tests.Transfer;

public sealed class TransferTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Size = 3 * TestStore.Unit;

    private readonly TestStore _store = new(canSpill: false);

    private StoreDirectory Directory => _store.Directory;

    [Fact]
    public async Task Pieces_from_several_sources_in_any_order_make_the_object()
    {
        byte[] content = Pattern.Bytes(Size, 1);
        using IncomingObject incoming = await BeginAsync(1);
        int[] pieces = [.. Enumerable.Range(0, 100)];
        new Random(5).Shuffle(pieces);
        await Parallel.ForEachAsync(pieces, (piece, _) =>
        {
            int from = (int)((long)Size * piece / 100);
            int to = (int)((long)Size * (piece + 1) / 100);
            Assert.True(incoming.WriteChunk(from, content.AsSpan(from, to - from)));
            return ValueTask.CompletedTask;
        });
        await incoming.Completion.Within();
        Assert.Equal(Size, incoming.Arrived);
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task A_piece_is_passed_on_as_soon_as_it_has_arrived()
    {
        byte[] content = Pattern.Bytes(Size, 1);
        using IncomingObject incoming = await BeginAsync(1);
        ValueTask<ReadOnlyMemory<byte>?> waiting = incoming.ReadAsync(100, 50, CancellationToken.None);
        incoming.WriteChunk(0, content.AsSpan(0, 120));
        Assert.False(waiting.IsCompleted);

        incoming.WriteChunk(120, content.AsSpan(120, 80));

        ReadOnlyMemory<byte>? piece = await waiting.AsTask().Within();
        Assert.True(piece!.Value.Span.SequenceEqual(content.AsSpan(100, 50)));
        incoming.EndRead();
    }

    [Fact]
    public async Task The_memory_of_an_aborted_object_stays_while_somebody_passes_a_piece_on()
    {
        IncomingObject incoming = await BeginAsync(1);
        incoming.WriteChunk(0, Pattern.Bytes(100, 1));
        Assert.NotNull(await incoming.ReadAsync(0, 100, CancellationToken.None));
        Task<ReadOnlyMemory<byte>?> waiting = incoming.ReadAsync(200, 100, CancellationToken.None).AsTask();

        incoming.Abort();

        Assert.Null(await waiting.Within());
        Assert.False(incoming.Completion.IsCompleted);
        incoming.EndRead();
        await Assert.ThrowsAsync<ObjectLostException>(() => incoming.Completion.Within());
    }

    [Fact]
    public async Task However_an_object_is_cut_it_is_complete_when_every_byte_has_arrived_once()
    {
        ulong sequence = 0;
        Gen<(int[] Cuts, int Seed)> cuts = Gen.Select(Gen.Int[1, Size - 1].Array[0, 40], Gen.Int);
        await cuts.SampleAsync(
            async chosen =>
            {
                sequence = Interlocked.Increment(ref sequence);
                byte[] content = Pattern.Bytes(Size, sequence);
                int[] limits = [0, .. chosen.Cuts.Distinct().Order(), Size];
                (int From, int To)[] pieces = [.. limits.Zip(limits.Skip(1))];
                new Random(chosen.Seed).Shuffle(pieces);
                using IncomingObject incoming = await BeginAsync(sequence);
                for (int i = 0; i < pieces.Length; i++)
                {
                    (int from, int to) = pieces[i];
                    Assert.False(incoming.Completion.IsCompleted);
                    Assert.True(incoming.WriteChunk(from, content.AsSpan(from, to - from)));
                    Assert.False(incoming.WriteChunk(Math.Max(0, from - 1), content.AsSpan(0, 2)), "a piece that overlaps");
                }

                await incoming.Completion.Within();
                await _store.CheckAsync(sequence);
                Directory.Free(TestStore.Id(sequence));
            },
            iter: 150,
            threads: 1,
            writeLine: output.WriteLine);
        Assert.Equal(0, _store.Statistics.Objects);
    }

    [Fact]
    public async Task A_piece_that_is_there_already_is_not_stored_a_second_time()
    {
        byte[] content = Pattern.Bytes(Size, 1);
        using IncomingObject incoming = await BeginAsync(1);
        Assert.True(incoming.WriteChunk(1000, content.AsSpan(1000, 1000)));
        foreach ((int from, int count) in (ReadOnlySpan<(int, int)>)[(1000, 1000), (999, 2), (1999, 2), (1500, 10), (0, 3000)])
        {
            Assert.False(incoming.WriteChunk(from, new byte[count]), $"{count} bytes at {from}");
        }

        Assert.Equal(1000, incoming.Arrived);
        Assert.True(incoming.WriteChunk(0, content.AsSpan(0, 1000)));
        Assert.True(incoming.WriteChunk(2000, content.AsSpan(2000)));
        await incoming.Completion.Within();
        Assert.False(incoming.WriteChunk(0, content.AsSpan(0, 10)), "after the end");
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task A_piece_outside_of_the_object_is_refused()
    {
        using IncomingObject incoming = await BeginAsync(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => incoming.WriteChunk(-1, new byte[10]));
        Assert.Throws<ArgumentOutOfRangeException>(() => incoming.WriteChunk(Size - 9, new byte[10]));
        Assert.Throws<ArgumentOutOfRangeException>(() => incoming.WriteChunk(long.MaxValue, new byte[10]));
        Assert.False(incoming.WriteChunk(0, []));
    }

    [Fact]
    public async Task A_piece_that_did_not_come_can_come_from_elsewhere()
    {
        byte[] content = Pattern.Bytes(Size, 1);
        using IncomingObject incoming = await BeginAsync(1);
        Assert.True(incoming.TryReserve(0, 2000, out _));
        Assert.True(incoming.TryReserve(2000, 2000, out Memory<byte> second));
        Assert.False(incoming.TryReserve(500, 10, out _));
        incoming.Release(0, 2000);
        content.AsSpan(2000, 2000).CopyTo(second.Span);
        incoming.Commit(2000, 2000);
        Assert.True(incoming.WriteChunk(0, content.AsSpan(0, 2000)));
        Assert.True(incoming.WriteChunk(4000, content.AsSpan(4000)));
        await incoming.Completion.Within();
        await _store.CheckAsync(1);
    }

    [Fact]
    public async Task An_aborted_object_gives_its_memory_back_once_nobody_writes_to_it()
    {
        using IncomingObject incoming = await BeginAsync(1);
        Task<ObjectLocation?> get = Directory.GetAsync(TestStore.Id(1), TestStore.Reader).AsTask();
        Assert.True(incoming.TryReserve(0, 100, out _));
        Assert.True(incoming.TryReserve(200, 100, out _));
        incoming.Abort();
        Assert.False(incoming.TryReserve(500, 10, out _));
        incoming.Commit(0, 100);
        Assert.Equal(Size, _store.Statistics.Used);
        incoming.Release(200, 100);
        Assert.Equal(0, _store.Statistics.Used);
        ObjectLostException error = await Assert.ThrowsAsync<ObjectLostException>(() => incoming.Completion.Within());
        Assert.Equal(TestStore.Id(1), error.ObjectId);
        Assert.Null(await get.Within());
        incoming.Abort();
        using IncomingObject again = await BeginAsync(1);
    }

    [Fact]
    public async Task An_object_that_is_there_or_on_its_way_does_not_come_a_second_time()
    {
        using (IncomingObject incoming = await BeginAsync(1))
        {
            Assert.Null(await IncomingObject.BeginAsync(Directory, _store.Mapping, TestStore.Request(1, units: 3)));
            incoming.WriteChunk(0, new byte[Size]);
            await incoming.Completion.Within();
        }

        Assert.Null(await IncomingObject.BeginAsync(Directory, _store.Mapping, TestStore.Request(1, units: 3)));
        Assert.Equal(StoredState.Sealed, _store.StateOf(1));
    }

    [Fact]
    public async Task A_complete_object_is_pinned_before_anybody_can_evict_it()
    {
        using IncomingObject? incoming = await IncomingObject.BeginAsync(Directory, _store.Mapping, TestStore.Request(1, isPrimary: false), pinFor: TestStore.Reader);
        incoming!.WriteChunk(0, new byte[TestStore.Unit]);
        await incoming.Completion.Within();
        Assert.Equal(1, _store.Statistics.Pinned);
    }

    [Fact]
    public async Task A_pinned_object_is_read_in_pieces_and_stays_until_it_is_released()
    {
        ObjectId id = await _store.PutAsync(1, units: 3);
        PinnedObject pinned = (await PinnedObject.OpenAsync(Directory, _store.Mapping, id, TestStore.Reader))!;
        Directory.Free(id);
        byte[] content = Pattern.Bytes(Size, 1);
        for (int position = 0; position < Size; position += 10_000)
        {
            int count = Math.Min(10_000, Size - position);
            Assert.True(pinned.Read(position, count).Span.SequenceEqual(content.AsSpan(position, count)));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => pinned.Read(Size - 1, 2));
        pinned.Dispose();
        pinned.Dispose();
        Assert.Equal(0, _store.Statistics.Objects);
        Assert.Throws<ObjectDisposedException>(() => pinned.Read(0, 1));
        Assert.Null(await PinnedObject.OpenAsync(Directory, _store.Mapping, id, TestStore.Reader));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<IncomingObject> BeginAsync(ulong sequence)
    {
        IncomingObject? incoming = await IncomingObject.BeginAsync(Directory, _store.Mapping, TestStore.Request(sequence, units: 3)).Within();
        Assert.NotNull(incoming);
        return incoming;
    }
}
