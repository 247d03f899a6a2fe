using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MessagePack;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.ObjectStore.Layout;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.Transport;
using StoreLocation = RayNet.Runtime.ObjectStore.Objects.ObjectLocation;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>
/// Large blocks of numbers inside arguments and results, between processes of one node: the sender writes them into the store once and keeps
/// them until the receiver has let go; the receiver looks at them where they lie.
/// </summary>
internal sealed class BlockExchange(ClusterRuntime runtime, ObjectPlane plane)
{
    private const sbyte TypeCode = 61;

    /// <summary>What part of the store arguments of calls that have not ended may take.</summary>
    private const int ViewedShare = 4;

    /// <summary>To copy so many bytes takes several times as long as a question.</summary>
    private const long WorthAsking = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectId, LentBlock> _lent = [];

    /// <summary>Those that calls of this process have views of, by where their numbers begin.</summary>
    private readonly Dictionary<long, LentBlock> _viewed = [];
    private long _viewedBytes;

    /// <summary>Whose blocks the views of this process are.</summary>
    private readonly ConditionalWeakTable<object, Lender> _views = [];

    /// <summary>Writes a block, if it is worth it and the receiver sees the store. Not under a link's gate.</summary>
    internal bool TryWrite<T>(PeerLink receiver, ref MessagePackWriter writer, ReadOnlySpan<T> items)
    {
        if (BlockElement<T>.Instance is not { } element || element.Bytes(items) <= plane.Store.InlineLimit || !CanShareWith(receiver) || Open() is not { } mapping)
        {
            return false;
        }

        if (!TryLendViewed(receiver, mapping, items, out LentBlock? block))
        {
            block = Create(mapping, element, items, receiver);
        }

        var payload = new System.Buffers.ArrayBufferWriter<byte>(48);
        var inner = new MessagePackWriter(payload);
        inner.WriteArrayHeader(4);
        inner.Write(block.Id.Origin);
        inner.Write(block.Id.Sequence);
        inner.Write(block.Location.Offset);
        inner.Write(block.Location.Size);
        inner.Flush();
        writer.WriteExtensionFormat(new ExtensionResult(TypeCode, new System.Buffers.ReadOnlySequence<byte>(payload.WrittenMemory)));
        return true;
    }

    /// <summary>
    /// Copies an argument that its caller may still write to. It has to be copied in any case, and here its receiver finds it without a second copy. What calls keep there cannot go to disk, so
    /// only a part of the store is for them.
    /// </summary>
    internal bool TryIsolate<T>(ReadOnlySpan<T> items, out ReadOnlyMemory<T> isolated)
    {
        isolated = default;
        if (BlockElement<T>.Instance is not { } element || element.Bytes(items) <= LeastViewed || Open() is not { } mapping || !TryReserve(element.Bytes(items), mapping.Capacity / ViewedShare))
        {
            return false;
        }

        LentBlock block;
        try
        {
            block = Create(mapping, element, items, null);
        }
        catch (Exception exception) when (exception is RayException or LinkException)
        {
            // No room: the heap has some.
            Interlocked.Add(ref _viewedBytes, -element.Bytes(items));
            return false;
        }

        isolated = element.Open(mapping, block.Id, block.Location, ReleaseOwn);
        plane.Views.Add(block.Location.Size);
        return true;
    }

    /// <summary>Whether a block is large enough for the store.</summary>
    internal bool IsLarge<T>(PeerLink receiver, ReadOnlySpan<T> items) =>
        BlockElement<T>.Instance is { } element && element.Bytes(items) > plane.Store.InlineLimit && CanShareWith(receiver);

    /// <summary>The view of a block that another process of the node wrote.</summary>
    internal ReadOnlyMemory<T> Read<T>(PeerLink sender, ref MessagePackReader reader)
    {
        ExtensionResult extension = reader.ReadExtensionFormat();
        if (extension.TypeCode != TypeCode || BlockElement<T>.Instance is not { } element)
        {
            throw new MessagePackSerializationException($"An extension of type {extension.TypeCode} is no block of numbers.");
        }

        var inner = new MessagePackReader(extension.Data);
        if (inner.ReadArrayHeader() != 4)
        {
            throw new MessagePackSerializationException("A block of numbers has not four fields.");
        }

        var id = new ObjectId(inner.ReadUInt64(), inner.ReadUInt64());
        var location = new StoreLocation(inner.ReadInt64(), inner.ReadInt64());
        StoreMapping mapping = plane.Store.OpenAsync().GetAwaiter().GetResult()
            ?? throw new MessagePackSerializationException("A block of numbers is in a store that this process cannot see.");
        ReadOnlyMemory<T> view = element.Open(mapping, id, location, released => Release(sender, released));
        plane.Views.Add(location.Size);
        if (System.Runtime.InteropServices.MemoryMarshal.TryGetMemoryManager(view, out System.Buffers.MemoryManager<T>? manager))
        {
            _views.AddOrUpdate(manager, new Lender(sender.Process, new StoredEntry(plane, id, runtime.NodeId, location.Size, isOwned: false)));
        }

        return view;
    }

    /// <summary>Whether the view is a block that the process itself lent.</summary>
    internal bool TryFindLender(object manager, ulong process, [NotNullWhen(true)] out StoredEntry? entry)
    {
        entry = _views.TryGetValue(manager, out Lender? lender) && lender.Process == process ? lender.Entry : null;
        return entry is not null;
    }

    /// <summary>A block that was lent comes back as a result: this process holds it too from now on.</summary>
    internal bool TryHold(ObjectId id)
    {
        lock (_gate)
        {
            if (!_lent.TryGetValue(id, out LentBlock? lent))
            {
                return false;
            }

            lent.Hold(null);
            return true;
        }
    }

    /// <summary>One of those who hold a block has let go: a process, or this one where there is none.</summary>
    internal void OnReleased(ObjectId id, PeerLink? receiver)
    {
        lock (_gate)
        {
            if (!_lent.TryGetValue(id, out LentBlock? lent))
            {
                return;
            }

            lent.Release(receiver);
            if (lent.IsHeld)
            {
                return;
            }

            ForgetLocked(lent);
        }

        Free(id);
    }

    internal void OnPeerLost(PeerLink peer)
    {
        LentBlock[] lost;
        lock (_gate)
        {
            lost = [.. _lent.Values.Where(item => item.Lose(peer) && !item.IsHeld)];
            Array.ForEach(lost, ForgetLocked);
        }

        foreach (LentBlock block in lost)
        {
            Free(block.Id);
        }
    }

    /// <summary>A place in the store costs a question where the node is another process, and the call may go to a node that has to be sent the bytes all the same.</summary>
    private long LeastViewed => runtime.LocalNode is null ? WorthAsking : plane.Store.InlineLimit;

    private StoreMapping? Open()
    {
        if (!plane.Store.OpenAsync().IsCompleted)
        {
            Link.YieldInline();
        }

        return plane.Store.OpenAsync().GetAwaiter().GetResult();
    }

    /// <summary>Writes a block that a process holds from now on, or this one by a view where there is none.</summary>
    private LentBlock Create<T>(StoreMapping mapping, BlockElement<T> element, ReadOnlySpan<T> items, PeerLink? holder)
    {
        ObjectId id = runtime.NextObjectId();
        long size = element.SizeOf(items.Length);
        ValueTask<long> creating = runtime.Node.CreateObjectAsync(id, size, runtime.Process);
        if (!creating.IsCompleted)
        {
            Link.YieldInline();
        }

        var location = new StoreLocation(creating.AsTask().GetAwaiter().GetResult(), size);
        element.Write(mapping, location, items);

        // The receiver is told the address: the bytes must not go to disk before it has let go.
        ClusterRuntime.Forget(runtime.Node.SealObjectAsync(id, pin: true).AsTask());
        var block = new LentBlock(id, location) { ViewedAt = holder is null ? StoredLayout.NumbersAt(location) : -1 };
        block.Hold(holder);
        lock (_gate)
        {
            _lent[id] = block;
            if (holder is null)
            {
                _viewed[block.ViewedAt] = block;
            }
        }

        return block;
    }

    /// <summary>What an argument was copied to already is lent as it is.</summary>
    private bool TryLendViewed<T>(PeerLink receiver, StoreMapping mapping, ReadOnlySpan<T> items, [NotNullWhen(true)] out LentBlock? block)
    {
        long offset = mapping.OffsetOf(items);
        lock (_gate)
        {
            if (offset < 0 || !_viewed.TryGetValue(offset, out block) || block.Location.Size != BlockElement<T>.Instance!.SizeOf(items.Length))
            {
                block = null;
                return false;
            }

            block.Hold(receiver);
            return true;
        }
    }

    private bool TryReserve(long bytes, long most)
    {
        if (Interlocked.Add(ref _viewedBytes, bytes) <= most)
        {
            return true;
        }

        Interlocked.Add(ref _viewedBytes, -bytes);
        return false;
    }

    /// <summary>A view of this process was collected. On the finalizer thread.</summary>
    private void ReleaseOwn(ObjectId id) => ThreadPool.UnsafeQueueUserWorkItem(static state => state.Exchange.OnReleased(state.Id, null), (Exchange: this, Id: id), preferLocal: false);

    private void ForgetLocked(LentBlock block)
    {
        _lent.Remove(block.Id);
        if (block.ViewedAt >= 0)
        {
            _viewed.Remove(block.ViewedAt);
            Interlocked.Add(ref _viewedBytes, -block.Location.Size);
        }
    }

    private void Free(ObjectId id)
    {
        if (!runtime.IsStopped)
        {
            ClusterRuntime.Forget(runtime.Node.FreeObjectAsync(id, runtime.NodeId).AsTask());
            ClusterRuntime.Forget(runtime.Node.UnpinObjectAsync(id, 1).AsTask());
        }
    }

    private static void Release(PeerLink sender, ObjectId id) => ThreadPool.UnsafeQueueUserWorkItem(
        static state =>
        {
            try
            {
                state.Sender.TrySend(FrameKind.ReleaseBuffer, 0, 0, (ref MessagePackWriter writer) =>
                {
                    writer.WriteArrayHeader(3);
                    writer.Write(state.Id.Origin);
                    writer.Write(state.Id.Sequence);
                    writer.Write(1);
                });
                PeerLink.FlushDirty();
            }
            catch (LinkException)
            {
                // The lender is gone, and the store frees what it had.
            }
        },
        (Sender: sender, Id: id),
        preferLocal: false);

    private bool CanShareWith(PeerLink receiver) => receiver.Link.SharesMemory && receiver.Link.Peer.Node == runtime.NodeId;

    private sealed record Lender(ulong Process, StoredEntry Entry);
}
