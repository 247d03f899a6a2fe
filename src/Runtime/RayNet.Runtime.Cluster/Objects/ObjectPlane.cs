using System.Runtime.CompilerServices;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.ObjectStore.Layout;
using RayNet.Runtime.Transport;
using StoreLocation = RayNet.Runtime.ObjectStore.Objects.ObjectLocation;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>Values that are large enough for the object store, and how they get there and here.</summary>
internal sealed partial class ObjectPlane : IAsyncDisposable
{
    private readonly OpenViews _openViews = new();
    private readonly ClusterRuntime _runtime;
    private readonly StoredHome _home;

    /// <summary>Own cells whose value was found small enough to travel in messages.</summary>
    private readonly ConditionalWeakTable<ObjectCell, object> _small = [];

    internal ObjectPlane(ClusterRuntime runtime)
    {
        _runtime = runtime;
        _home = new StoredHome(runtime);
        Store = new StoreAccess(runtime);
        Blocks = new BlockExchange(runtime, this);
    }

    internal StoreAccess Store { get; }

    internal BlockExchange Blocks { get; }

    internal ViewPressure Views { get; } = new();

    internal ObjectRef<T> Put<T>(T value)
    {
        if (value is not null && BlockCodec<T>.Instance is { } codec && codec.SizeOf(value) > Store.InlineLimit)
        {
            ObjectId id = _runtime.NextObjectId();
            Link.YieldInline();
            if (Store.TryWriteAsync(id, _runtime.Process, value, codec).AsTask().GetAwaiter().GetResult())
            {
                return NewStored<T>(id, codec.SizeOf(value));
            }
        }

        return new ObjectRef<T>(new StoredObject<T>(value, ValueTraits<T>.Instance));
    }

    /// <summary>Memory for numbers that are to be filled in place: of the store, where they are many and this process sees it.</summary>
    internal BufferMemory<T> CreateBuffer<T>(int count)
        where T : unmanaged
    {
        long size = StoredLayout.SizeOfArray<T>(count);
        if (size <= Store.InlineLimit)
        {
            return new ArrayBuffer<T>(count);
        }

        Link.YieldInline();
        if (Store.OpenAsync().GetAwaiter().GetResult() is not { } mapping)
        {
            return new ArrayBuffer<T>(count);
        }

        ObjectId id = _runtime.NextObjectId();
        long offset = _runtime.Node.CreateObjectAsync(id, size, _runtime.Process).AsTask().GetAwaiter().GetResult();
        return new StoreBuffer<T>(this, id, StoredLayout.OpenBuffer<T>(mapping, new StoreLocation(offset, size), count));
    }

    /// <summary>A buffer in the store has been filled.</summary>
    internal ObjectRef<ReadOnlyMemory<T>> Seal<T>(ObjectId id, int count)
        where T : unmanaged
    {
        Link.YieldInline();
        _runtime.Node.SealObjectAsync(id, pin: false).AsTask().GetAwaiter().GetResult();
        return NewStored<ReadOnlyMemory<T>>(id, StoredLayout.SizeOfArray<T>(count));
    }

    /// <summary>A buffer in the store is not going to be an object.</summary>
    internal void Abort(ObjectId id)
    {
        if (!_runtime.IsStopped)
        {
            ClusterRuntime.Forget(_runtime.Node.AbortObjectAsync(id).AsTask());
        }
    }

    /// <summary>The result of a sent call is in a store.</summary>
    internal void OnStoredResult(ObjectCell call, ReadOnlyMemory<byte> payload)
    {
        var reader = new MessagePackReader(payload);
        StoredEntry entry = ReadEntry(ref reader, isOwned: true);
        if (call.IsCompleted)
        {
            Free(entry);
            return;
        }

        Views.Note();
        _runtime.Lineage.OnStored(call, entry);
        call.SetLocation(entry);
        call.ReleaseArguments();
        if (call.IsWanted)
        {
            Fetch(call);
        }
    }

    /// <summary>Answers a call by the place of its result, where that is large. Returns <see langword="false"/> for one that travels in the message.</summary>
    internal bool TryAnswerStored(PeerLink peer, uint slot, ObjectCell call)
    {
        if (call.Location is StoredEntry known)
        {
            SendLocation(peer, slot, known, given: false);
            return true;
        }

        var answer = new StoredAnswer(this, peer, slot);
        call.Accept(answer);
        return answer.IsTaken;
    }

    /// <summary>A borrower asks for a value that is in a store.</summary>
    internal static void AnswerLocation(PeerLink peer, uint slot, ObjectCell cell) => SendLocation(peer, slot, (StoredEntry)cell.Location!, given: false);

    /// <summary>Makes sure that large values among the arguments are in the store before the call is written.</summary>
    internal void PrepareArguments(ObjectCell call)
    {
        var all = new List<ObjectCell>();
        var dependencies = new DependencyCollector(all, forSending: true);
        call.CollectDependencies(ref dependencies);
        foreach (ObjectCell cell in all)
        {
            if (cell is { HasSucceeded: true, Location: null } and not IBorrowedCell && !_small.TryGetValue(cell, out _))
            {
                cell.Accept(new Promoter(this));
            }
        }
    }

    /// <summary>The node that holds most of the arguments, if they are large.</summary>
    internal static NodeId PreferredNode(ObjectCell call)
    {
        const long worthIt = 1024 * 1024;
        var all = new List<ObjectCell>();
        var dependencies = new DependencyCollector(all, forSending: true);
        call.CollectDependencies(ref dependencies);
        NodeId best = default;
        long most = worthIt;
        foreach (IGrouping<NodeId, StoredEntry> group in all.Select(static cell => cell.Location).OfType<StoredEntry>().GroupBy(static entry => entry.Node))
        {
            long bytes = group.Sum(static entry => entry.Size);
            if (bytes > most)
            {
                most = bytes;
                best = group.Key;
            }
        }

        return best;
    }

    internal void OnUnreferenced(ObjectCell cell)
    {
        if (cell.Location is StoredEntry entry)
        {
            Free(entry);
        }
    }

    /// <summary>The cell of an entry was collected. On the finalizer thread.</summary>
    internal void QueueFree(StoredEntry entry) => ThreadPool.UnsafeQueueUserWorkItem(static state => state.Plane.Free(state.Entry), (Plane: this, Entry: entry), preferLocal: false);

    internal void Free(StoredEntry entry)
    {
        if (!entry.TryFree())
        {
            return;
        }

        if (entry.Lineage is { } lineage)
        {
            _runtime.Lineage.Table.Release(lineage);
        }

        if (_runtime.IsStopped)
        {
            return;
        }

        if (entry.IsLent)
        {
            Blocks.OnReleased(entry.Id, null);
        }
        else
        {
            ClusterRuntime.Forget(_runtime.Node.FreeObjectAsync(entry.Id, entry.Node).AsTask());
        }
    }

    internal StoredEntry ReadEntry(ref MessagePackReader reader, bool isOwned)
    {
        if (reader.ReadArrayHeader() != 6)
        {
            throw new MessagePackSerializationException("The place of an object has not six fields.");
        }

        var id = new ObjectId(reader.ReadUInt64(), reader.ReadUInt64());
        var node = new NodeId(reader.ReadUInt64(), reader.ReadUInt64());
        long size = reader.ReadInt64();
        bool given = reader.ReadBoolean();
        return isOwned && !given && id.Origin == _runtime.Process && Blocks.TryHold(id)
            ? new StoredEntry(this, id, node, size, isOwned: true) { IsLent = true }
            : new StoredEntry(this, id, node, size, isOwned && given);
    }

    public ValueTask DisposeAsync()
    {
        Store.Dispose();
        return default;
    }

    internal static void SendLocation(PeerLink peer, uint slot, StoredEntry entry, bool given) => peer.TrySend(
        FrameKind.ReplyStored,
        0,
        slot,
        (ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(6);
            writer.Write(entry.Id.Origin);
            writer.Write(entry.Id.Sequence);
            writer.Write(entry.Node.Origin);
            writer.Write(entry.Node.Sequence);
            writer.Write(entry.Size);
            writer.Write(given);
        });

    private ObjectRef<T> NewStored<T>(ObjectId id, long size)
    {
        Views.Note();
        var cell = new StoredCell<T>(_home);
        cell.SetLocation(new StoredEntry(this, id, _runtime.NodeId, size, isOwned: true));
        return new ObjectRef<T>(cell);
    }

    /// <summary>Moves the value of an own cell into the store, if it is too large for a message.</summary>
    private sealed class Promoter(ObjectPlane plane) : ICellVisitor
    {
        private static readonly object Mark = new();

        public void Visit<T>(ObjectCell<T> cell)
        {
            T value = cell.Peek();
            ObjectId id = plane._runtime.NextObjectId();
            if (BlockCodec<T>.Instance is { } codec)
            {
                long size = value is null ? 0 : codec.SizeOf(value);
                if (size > plane.Store.InlineLimit && Wait(plane.Store.TryWriteAsync(id, plane._runtime.Process, value, codec)))
                {
                    cell.SetLocation(new StoredEntry(plane, id, plane._runtime.NodeId, size, isOwned: true));
                    return;
                }
            }
            else if (!ValueTraits<T>.Instance.IsImmutable || typeof(T) == typeof(string))
            {
                byte[]? bytes = TrySerialize(value);
                if (bytes is not null && bytes.Length > plane.Store.InlineLimit && Wait(plane.Store.TryWriteBytesAsync(id, plane._runtime.Process, bytes)))
                {
                    cell.SetLocation(new StoredEntry(plane, id, plane._runtime.NodeId, StoredLayout.SizeOfBytes(bytes.Length), isOwned: true));
                    return;
                }
            }

            plane._small.AddOrUpdate(cell, Mark);
        }

        private static bool Wait(ValueTask<bool> write)
        {
            if (!write.IsCompleted)
            {
                Link.YieldInline();
            }

            return write.AsTask().GetAwaiter().GetResult();
        }

        /// <summary>The bytes, or <see langword="null"/> for a value that holds references, which only messages carry.</summary>
        private static byte[]? TrySerialize<T>(T value)
        {
            try
            {
                return RaySerializer.Serialize(value);
            }
            catch (RaySerializationException)
            {
                return null;
            }
        }
    }

    /// <summary>Stores a large result on the worker and answers with its place.</summary>
    private sealed class StoredAnswer(ObjectPlane plane, PeerLink peer, uint slot) : ICellVisitor
    {
        internal bool IsTaken { get; private set; }

        public void Visit<T>(ObjectCell<T> cell)
        {
            if (BlockCodec<T>.Instance is not { } codec || cell.Peek() is not { } value || codec.SizeOf(value) <= plane.Store.InlineLimit)
            {
                return;
            }

            IsTaken = true;
            if (codec.IsWholeView(value, out object? manager) && plane.Blocks.TryFindLender(manager, peer.Process, out StoredEntry? lent))
            {
                // The caller's own block comes back: it has the bytes.
                SendLocation(peer, slot, lent, given: false);
                PeerLink.FlushDirty();
                GC.KeepAlive(manager);
                return;
            }

            _ = StoreAsync(cell, value, codec);
        }

        private async Task StoreAsync<T>(ObjectCell<T> cell, T value, BlockCodec<T> codec)
        {
            ObjectId id = plane._runtime.NextObjectId();
            try
            {
                if (await plane.Store.TryWriteAsync(id, peer.Process, value, codec).ConfigureAwait(false))
                {
                    SendLocation(peer, slot, new StoredEntry(plane, id, plane._runtime.NodeId, codec.SizeOf(value), isOwned: false), given: true);
                }
                else
                {
                    new Execution.IncomingCall(peer.Incoming, peer, slot, cell).AnswerInline();
                }
            }
            catch (Exception exception)
            {
                peer.Incoming.AnswerError(slot, exception as RayException ?? new RaySerializationException($"The result of {cell.Method} cannot be stored: {exception.Message}", exception));
            }

            PeerLink.FlushDirty();
        }
    }
}
