using RayNet.Runtime.Cluster.Transfer;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Layout;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Transfer;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Tests.Transfer;

/// <summary>Objects from the memory of another node of this machine.</summary>
public sealed class NearReaderTests : IAsyncLifetime
{
    private const ulong Writer = 1;
    private const ulong SourceNode = 2;
    private const ulong ReaderNode = 3;
    private const int Count = 5 << 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly NodeId s_source = new(9, 1);
    private static readonly ObjectId s_id = new(Writer, 7);

    private readonly NearStores _near = new();
    private readonly CancellationTokenSource _end = new();
    private readonly (MemoryChannel Reader, MemoryChannel Server) _lane = MemoryChannel.CreatePair();
    private NodeObjectStore _source = null!;
    private NodeObjectStore _target = null!;
    private Task _serving = null!;
    private long _sent;

    public async ValueTask InitializeAsync()
    {
        _source = await NodeObjectStore.StartAsync(Options());
        _target = await NodeObjectStore.StartAsync(Options());
        var server = new LaneServer(_source, SourceNode, static _ => null, bytes => Interlocked.Add(ref _sent, bytes));
        _serving = server.RunAsync(_lane.Server, _end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving.ContinueWith(static _ => { }, TaskScheduler.Default);
        _near.Dispose();
        await _source.DisposeAsync();
        await _target.DisposeAsync();
        _end.Dispose();
    }

    [Fact]
    public async Task The_whole_object_is_copied_and_sealed()
    {
        float[] numbers = await PutAsync();
        using IncomingObject incoming = await ReceiveAsync();

        Assert.True(await CopyAsync(incoming));

        await incoming.Completion.WaitAsync(Limit);
        Assert.Equal(numbers, Read());
        Assert.Equal(incoming.Size, Interlocked.Read(ref _sent));
    }

    [Fact]
    public async Task An_object_that_is_not_there_has_to_come_from_somewhere_else()
    {
        using IncomingObject incoming = await ReceiveAsync();

        Assert.False(await CopyAsync(incoming));
        Assert.Equal(0, incoming.Arrived);
    }

    [Fact]
    public async Task A_store_that_cannot_be_mapped_is_asked_for_bytes()
    {
        float[] numbers = await PutAsync();
        using IncomingObject incoming = await ReceiveAsync();
        Assert.Null(_near.TryOpen(s_source, new ArenaAddress("/nowhere/at-all", _source.Address.Capacity, 1)));
        Assert.False(_near.MayReach(s_source));

        long position = await LaneReader.ReadAsync(_lane.Reader, s_id, incoming, 0, static _ => { }, CancellationToken.None).WaitAsync(Limit);

        Assert.Equal(incoming.Size, position);
        Assert.Equal(numbers, Read());
    }

    [Fact]
    public async Task Bytes_count_only_when_the_source_has_kept_the_object_all_the_time()
    {
        await PutAsync();
        using IncomingObject incoming = await ReceiveAsync();

        // Between the two questions the connection ends, and with it the pin.
        var cut = new CuttingChannel(_lane.Reader, answers: 1);
        await Assert.ThrowsAsync<IOException>(() => NearReader.TryCopyAsync(cut, s_id, incoming, s_source, _near, CancellationToken.None).WaitAsync(Limit));

        Assert.Equal(0, incoming.Arrived);
        Assert.True(incoming.TryReserve(0, 1, out _), "what was copied is not claimed any more");
        incoming.Release(0, 1);
    }

    [Fact]
    public async Task A_store_of_a_node_that_is_gone_is_let_go_after_its_last_reader()
    {
        await PutAsync();
        var mapping = _near.TryOpen(s_source, _source.Address)!;
        Assert.Same(mapping, _near.TryOpen(s_source, _source.Address));

        _near.Forget(s_source);
        _near.Return(mapping);
        _ = mapping.Readable(4096, 1).Length;
        _near.Return(mapping);

        Assert.Throws<ObjectDisposedException>(() => mapping.Readable(4096, 1).Length);
    }

    private static NodeStoreOptions Options() => new() { Arena = new ArenaOptions { Capacity = 64L << 20 } };

    private async Task<float[]> PutAsync()
    {
        float[] numbers = [.. Enumerable.Range(0, Count).Select(static i => i / 3f)];
        CreateResult created = await _source.Directory.CreateAsync(new CreateRequest(s_id, StoredLayout.SizeOfArray<float>(Count), Writer, Writer));
        StoredLayout.WriteArray<float>(_source.Mapping, created.Location, numbers);
        _source.Directory.Seal(s_id);
        return numbers;
    }

    private async Task<IncomingObject> ReceiveAsync() =>
        (await _target.ReceiveAsync(new CreateRequest(s_id, StoredLayout.SizeOfArray<float>(Count), ReaderNode, Writer, IsPrimary: false), ReaderNode))!;

    private Task<bool> CopyAsync(IncomingObject incoming) => NearReader.TryCopyAsync(_lane.Reader, s_id, incoming, s_source, _near, CancellationToken.None).WaitAsync(Limit);

    private float[] Read()
    {
        Assert.True(_target.Directory.TryGet(s_id, ReaderNode, out ObjectLocation location));
        using SharedMemoryManager<float> view = StoredLayout.OpenArray<float>(_target.Mapping, s_id, location, id => _target.Directory.Unpin(id, ReaderNode));
        return view.View.ToArray();
    }

    /// <summary>Ends after some answers.</summary>
    private sealed class CuttingChannel(IByteChannel inner, int answers) : IByteChannel
    {
        private int _requests;

        public bool SharesMemory => false;

        public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) => inner.ReceiveAsync(buffer, cancellationToken);

        public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
            _requests++ < answers ? inner.SendAsync(bytes, cancellationToken) : throw new IOException("The connection broke.");

        public void Abort() => inner.Abort();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
