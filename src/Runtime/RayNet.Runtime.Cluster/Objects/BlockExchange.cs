using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MessagePack;
using RayNet.Runtime.Cluster.Links;
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

    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectId, (PeerLink Receiver, int Holds)> _lent = [];

    /// <summary>Whose blocks the views of this process are.</summary>
    private readonly ConditionalWeakTable<object, Lender> _views = [];

    /// <summary>Writes a block, if it is worth it and the receiver sees the store. Not under a link's gate.</summary>
    internal bool TryWrite<T>(PeerLink receiver, ref MessagePackWriter writer, ReadOnlySpan<T> items)
    {
        if (BlockElement<T>.Instance is not { } element || element.Bytes(items) <= plane.Store.InlineLimit || !CanShareWith(receiver))
        {
            return false;
        }

        if (!plane.Store.OpenAsync().IsCompleted)
        {
            Link.YieldInline();
        }

        if (plane.Store.OpenAsync().GetAwaiter().GetResult() is not { } mapping)
        {
            return false;
        }

        ObjectId id = runtime.NextObjectId();
        long size = element.SizeOf(items.Length);
        ValueTask<long> creating = runtime.Node.CreateObjectAsync(id, size, runtime.Process);
        if (!creating.IsCompleted)
        {
            Link.YieldInline();
        }

        long offset = creating.AsTask().GetAwaiter().GetResult();
        element.Write(mapping, new StoreLocation(offset, size), items);

        // The receiver is told the address: the bytes must not go to disk before it has let go.
        ClusterRuntime.Forget(runtime.Node.SealObjectAsync(id, pin: true).AsTask());
        lock (_gate)
        {
            _lent[id] = (receiver, 1);
        }

        var payload = new System.Buffers.ArrayBufferWriter<byte>(48);
        var inner = new MessagePackWriter(payload);
        inner.WriteArrayHeader(4);
        inner.Write(id.Origin);
        inner.Write(id.Sequence);
        inner.Write(offset);
        inner.Write(size);
        inner.Flush();
        writer.WriteExtensionFormat(new ExtensionResult(TypeCode, new System.Buffers.ReadOnlySequence<byte>(payload.WrittenMemory)));
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
            if (!_lent.TryGetValue(id, out (PeerLink Receiver, int Holds) lent))
            {
                return false;
            }

            _lent[id] = lent with { Holds = lent.Holds + 1 };
            return true;
        }
    }

    /// <summary>One of those who hold a block has let go.</summary>
    internal void OnReleased(ObjectId id)
    {
        lock (_gate)
        {
            if (!_lent.TryGetValue(id, out (PeerLink Receiver, int Holds) lent))
            {
                return;
            }

            if (lent.Holds > 1)
            {
                _lent[id] = lent with { Holds = lent.Holds - 1 };
                return;
            }

            _lent.Remove(id);
        }

        if (!runtime.IsStopped)
        {
            ClusterRuntime.Forget(runtime.Node.FreeObjectAsync(id, runtime.NodeId).AsTask());
            ClusterRuntime.Forget(runtime.Node.UnpinObjectAsync(id, 1).AsTask());
        }
    }

    internal void OnPeerLost(PeerLink peer)
    {
        ObjectId[] lost;
        lock (_gate)
        {
            lost = [.. _lent.Where(item => ReferenceEquals(item.Value.Receiver, peer)).Select(static item => item.Key)];
        }

        foreach (ObjectId id in lost)
        {
            OnReleased(id);
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
