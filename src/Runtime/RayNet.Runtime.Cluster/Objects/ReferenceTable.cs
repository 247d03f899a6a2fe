using System.Runtime.CompilerServices;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>
/// Counts references that cross processes. The owner of an object counts, for each other process, how often it gave the reference out; a
/// process gives the whole count back when its last holder is gone. Whoever passes a borrowed reference on keeps it until the receiver is
/// known to the owner. When a process dies its counts go with it.
/// </summary>
internal sealed partial class ReferenceTable
{
    private readonly ClusterRuntime _runtime;
    private readonly BorrowHome _home;
    private readonly Lock _gate = new();
    private readonly ConditionalWeakTable<ObjectCell, StrongBox<ObjectId>> _ids = [];

    /// <summary>Of handles to actors nothing is counted here: to be kept is enough for them.</summary>
    private readonly ReferenceCounts _counts = new(static what => (what as ObjectCell)?.AddReference(), static what => (what as ObjectCell)?.ReleaseReference());

    private readonly Dictionary<ActorId, Dictionary<ulong, int>> _handles = [];
    private readonly Dictionary<(ObjectId Id, Type Type), WeakReference<ObjectCell>> _borrowed = [];

    private readonly PeerAnswers<bool> _acknowledged = new();

    internal ReferenceTable(ClusterRuntime runtime)
    {
        _runtime = runtime;
        _home = new BorrowHome(runtime);
    }

    /// <summary>Objects and actors of this process that others hold.</summary>
    internal int ExportedCount
    {
        get
        {
            lock (_gate)
            {
                return _counts.ExportedCount + _handles.Count;
            }
        }
    }

    /// <summary>Objects of others that this process holds.</summary>
    internal int BorrowedCount
    {
        get
        {
            lock (_gate)
            {
                return _borrowed.Values.Count(static item => item.TryGetTarget(out _));
            }
        }
    }

    /// <summary>What this process passed on and keeps until the receiver is known to the owner.</summary>
    internal int KeptCount => _counts.KeptCount;

    internal static Exception OwnerDied(ObjectId id, Exception? reason) =>
        new OwnerDiedException(id, $"Object {id} is lost: the process that owned it has ended{(reason is null ? string.Empty : $" ({reason.Message})")}. Objects live as long as the process that made the reference.", reason);

    internal void WriteReference(PeerLink peer, ref MessagePackWriter writer, ObjectCell cell)
    {
        ObjectId id;
        NodeId ownerNode;
        if (cell is IBorrowedCell { Borrow: { } borrow })
        {
            id = borrow.Id;
            ownerNode = borrow.OwnerNode;
            if (peer.Process != id.Origin)
            {
                _counts.Keep(peer.Process, id.Origin, id.Sequence, cell);
            }
        }
        else
        {
            ownerNode = _runtime.NodeId;
            id = _ids.GetValue(cell, _ => new StrongBox<ObjectId>(_runtime.NextObjectId())).Value;
            _counts.CountOut(peer.Process, id, cell);
        }

        // Where the value is, if that is known: it spares the receiver a question.
        var place = cell.Location as StoredEntry;
        writer.WriteArrayHeader(place is null ? 4 : 9);
        writer.Write(id.Origin);
        writer.Write(id.Sequence);
        writer.Write(ownerNode.Origin);
        writer.Write(ownerNode.Sequence);
        if (place is not null)
        {
            writer.Write(place.Id.Origin);
            writer.Write(place.Id.Sequence);
            writer.Write(place.Node.Origin);
            writer.Write(place.Node.Sequence);
            writer.Write(place.Size);
        }
    }

    internal ObjectCell<T> ReadReference<T>(PeerLink peer, ref MessagePackReader reader)
    {
        int fields = reader.ReadArrayHeader();
        if (fields is not (4 or 9))
        {
            throw new MessagePackSerializationException($"A reference has {fields} fields; 4 or 9 were expected.");
        }

        var id = new ObjectId(reader.ReadUInt64(), reader.ReadUInt64());
        var ownerNode = new NodeId(reader.ReadUInt64(), reader.ReadUInt64());
        StoredEntry? place = fields == 9
            ? new StoredEntry(_runtime.Objects, new ObjectId(reader.ReadUInt64(), reader.ReadUInt64()), new NodeId(reader.ReadUInt64(), reader.ReadUInt64()), reader.ReadInt64(), isOwned: false)
            : null;
        if (id.Origin == _runtime.Process)
        {
            return Own<T>(id);
        }

        bool fromOwner = id.Origin == peer.Process;
        BorrowedCell<T>? cell;
        lock (_gate)
        {
            cell = HoldLocked<T>(id);
            if (cell is null)
            {
                cell = new BorrowedCell<T>(_home, new Borrow(this, id, typeof(T), ownerNode));
                if (place is not null && typeof(T) != typeof(Unit))
                {
                    cell.SetLocation(place);
                }

                _borrowed[(id, typeof(T))] = new WeakReference<ObjectCell>(cell);
            }
        }

        // Of a cell that is held nothing has gone back.
        if (fromOwner)
        {
            cell.Borrow.TryCount();
        }
        else
        {
            _ = RegisterAsync(peer, cell.Borrow, cell);
        }

        return cell;
    }

    /// <summary>Asks the owner for the value.</summary>
    internal void Request(ObjectCell cell)
    {
        var borrowed = (IBorrowedCell)cell;
        if (borrowed.TryBeginRequest())
        {
            _ = RequestAsync(cell, borrowed.Borrow);
        }
    }

    /// <summary>The place that was named does not have the value any more, and no other node has: the owner makes it again, or says that it is lost.</summary>
    internal void RequestAgain(ObjectCell cell, StoredEntry lost)
    {
        if (cell.TryClearLocation(lost))
        {
            _runtime.Objects.Free(lost);
            _ = RequestAsync(cell, ((IBorrowedCell)cell).Borrow, lost.Id);
        }
    }

    internal bool CancelAtOwner(ObjectCell cell, bool force, bool recursive)
    {
        _ = CancelAtOwnerAsync(((IBorrowedCell)cell).Borrow, force, recursive);
        return !cell.IsCompleted;
    }

    /// <summary>The last holder of a borrowed object was collected. On the finalizer thread, which is not the place for frames.</summary>
    internal void QueueRelease(Borrow borrow) => ThreadPool.UnsafeQueueUserWorkItem(static state => state.Table.Release(state.Borrow), (Table: this, Borrow: borrow), preferLocal: false);

    internal void Release(Borrow borrow)
    {
        if (!borrow.TryRelease(out int count))
        {
            return;
        }

        lock (_gate)
        {
            (ObjectId, Type) key = (borrow.Id, borrow.Type);
            if (_borrowed.TryGetValue(key, out WeakReference<ObjectCell>? item)
                && (!item.TryGetTarget(out ObjectCell? cell) || ReferenceEquals(((IBorrowedCell)cell).Borrow, borrow)))
            {
                _borrowed.Remove(key);
            }
        }

        if (count > 0 && _runtime.Peers.Find(borrow.Id.Origin) is { } owner)
        {
            SendCount(owner, FrameKind.ReleaseBorrow, borrow.Id.Origin, borrow.Id.Sequence, count);
        }
    }

    internal void FailAll(Exception exception)
    {
        ObjectCell[] cells;
        lock (_gate)
        {
            cells = [.. _borrowed.Values.Select(static item => item.TryGetTarget(out ObjectCell? cell) ? cell : null).OfType<ObjectCell>()];
        }

        foreach (ObjectCell cell in cells)
        {
            cell.TryFail(exception, observed: true);
        }
    }

    private ObjectCell<T> Own<T>(ObjectId id)
    {
        var cell = (ObjectCell?)_counts.Find(id);
        if (cell is ObjectCell<T> typed)
        {
            typed.AddReference();
            return typed;
        }

        throw new RaySerializationException(cell is null
            ? $"A reference to object {id} arrived after its last holder had given it up."
            : $"A reference to object {id} arrived as '{typeof(T)}'; it is a '{cell.ValueType}'.");
    }

    /// <summary>The cell that is there already, held once more.</summary>
    private BorrowedCell<T>? HoldLocked<T>(ObjectId id) =>
        _borrowed.TryGetValue((id, typeof(T)), out WeakReference<ObjectCell>? item) && item.TryGetTarget(out ObjectCell? cell) && cell.TryAddReference()
            ? (BorrowedCell<T>)cell
            : null;

    /// <summary>The receiver of a reference that came from a third process makes itself known to the owner; then the sender may let go.</summary>
    private async Task RegisterAsync(PeerLink sender, Borrow borrow, ObjectCell cell)
    {
        try
        {
            PeerLink owner = await ConnectAsync(borrow.Id.Origin, borrow.OwnerNode).ConfigureAwait(false);
            if (!await _acknowledged.AskAsync(owner, slot => SendCount(owner, FrameKind.AddBorrow, borrow.Id.Origin, borrow.Id.Sequence, 1, slot)).ConfigureAwait(false))
            {
                throw OwnerDied(borrow.Id, null);
            }

            if (!borrow.TryCount())
            {
                // It was disposed of while the owner was being told.
                SendCount(owner, FrameKind.ReleaseBorrow, borrow.Id.Origin, borrow.Id.Sequence, 1);
            }
        }
        catch (Exception exception)
        {
            cell.TryFail(exception as OwnerDiedException ?? OwnerDied(borrow.Id, exception), observed: true);
        }

        SendCount(sender, FrameKind.ReleaseTransfer, borrow.Id.Origin, borrow.Id.Sequence, 1);
    }

    private async Task RequestAsync(ObjectCell cell, Borrow borrow, ObjectId lost = default)
    {
        try
        {
            PeerLink owner = await ConnectAsync(borrow.Id.Origin, borrow.OwnerNode).ConfigureAwait(false);
            if (!owner.Slots.TryAdd(cell, BorrowRoute.Instance, out uint slot))
            {
                throw new LinkException(LinkError.Broken, "its link has ended");
            }

            SendCount(owner, FrameKind.GetValue, borrow.Id.Origin, borrow.Id.Sequence, cell.ValueType == typeof(Unit) ? 1 : 0, slot, lost);
        }
        catch (Exception exception)
        {
            cell.TryFail(exception as OwnerDiedException ?? OwnerDied(borrow.Id, exception), observed: true);
        }
    }

    private async Task CancelAtOwnerAsync(Borrow borrow, bool force, bool recursive)
    {
        try
        {
            PeerLink owner = await ConnectAsync(borrow.Id.Origin, borrow.OwnerNode).ConfigureAwait(false);
            SendCount(owner, FrameKind.Notice, borrow.Id.Origin, borrow.Id.Sequence, (force ? 1 : 0) | (recursive ? 2 : 0));
        }
        catch (Exception exception) when (exception is IOException or RayException)
        {
            // What is lost is cancelled.
        }
    }

    private async Task<PeerLink> ConnectAsync(ulong process, NodeId node) =>
        await _runtime.FindPeerAsync(process, node).ConfigureAwait(false) ?? throw new LinkException(LinkError.Broken, $"process {process:x16} is gone");

    private void OnCancelOwn(ObjectId id, int flags)
    {
        if (_counts.Find(id) is ObjectCell { IsCompleted: false, Home: { } home } cell)
        {
            home.Cancel(cell, force: (flags & 1) != 0, recursive: (flags & 2) != 0);
        }
    }

    private static void SendCount(PeerLink peer, FrameKind kind, ulong origin, ulong sequence, int count, uint slot = 0, ObjectId lost = default)
    {
        try
        {
            peer.TrySend(kind, kind == FrameKind.GetValue ? (byte)count : (byte)0, slot, (ref MessagePackWriter writer) =>
            {
                writer.WriteArrayHeader(lost == default ? 3 : 5);
                writer.Write(origin);
                writer.Write(sequence);
                writer.Write(count);
                if (lost != default)
                {
                    writer.Write(lost.Origin);
                    writer.Write(lost.Sequence);
                }
            });
            PeerLink.FlushDirty();
        }
        catch (LinkException)
        {
            // The counts of a process end with it.
        }
    }
}
