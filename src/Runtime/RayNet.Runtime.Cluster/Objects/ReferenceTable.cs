using System.Runtime.CompilerServices;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Actors;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>
/// Counts references that cross processes. The owner of an object counts, for each other process, how often it gave the reference out; a
/// process gives the whole count back when its last holder is gone. Whoever passes a borrowed reference on keeps it until the receiver is
/// known to the owner. When a process dies its counts go with it.
/// </summary>
internal sealed class ReferenceTable
{
    private readonly ClusterRuntime _runtime;
    private readonly BorrowHome _home;
    private readonly Lock _gate = new();
    private readonly ConditionalWeakTable<ObjectCell, StrongBox<ObjectId>> _ids = [];
    private readonly Dictionary<ObjectId, Export> _exports = [];
    private readonly Dictionary<ActorId, Dictionary<ulong, int>> _handles = [];
    private readonly Dictionary<(ObjectId Id, Type Type), WeakReference<ObjectCell>> _borrowed = [];

    /// <summary>What this process passed on and keeps until the receiver is known to the owner.</summary>
    private readonly Dictionary<(ulong Receiver, ulong Origin, ulong Sequence), List<object>> _transfers = [];

    private readonly Acknowledgements _acknowledged = new();

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
                return _exports.Count + _handles.Count;
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
    internal int KeptCount
    {
        get
        {
            lock (_gate)
            {
                return _transfers.Count;
            }
        }
    }

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
                Keep(peer.Process, id.Origin, id.Sequence, cell);
            }
        }
        else
        {
            ownerNode = _runtime.NodeId;
            id = CountOut(peer.Process, cell);
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
            cell = FindLocked<T>(id);
            if (cell is null)
            {
                cell = new BorrowedCell<T>(_home, new Borrow(this, id, typeof(T), ownerNode));
                if (place is not null && typeof(T) != typeof(Unit))
                {
                    cell.SetLocation(place);
                }

                _borrowed[(id, typeof(T))] = new WeakReference<ObjectCell>(cell);
            }
            else
            {
                cell.AddReference();
            }

            if (fromOwner)
            {
                cell.Borrow.Received++;
            }
        }

        if (!fromOwner)
        {
            _ = RegisterAsync(peer, cell.Borrow, cell);
        }

        return cell;
    }

    internal void WriteHandle(PeerLink peer, ref MessagePackWriter writer, ActorHandle handle)
    {
        ActorEndpoint endpoint = handle.Endpoint;
        ActorClass actorClass;
        ulong owner;
        NodeId ownerNode;
        ulong host;
        NodeId hostNode;
        bool detached = handle.Lifetime is null;
        if (endpoint is RemoteActor remote)
        {
            (actorClass, owner, ownerNode, host, hostNode) = (remote.Class, remote.OwnerProcess, remote.OwnerNode, remote.IsBuilt ? remote.HostProcess : 0, remote.HostNode);
        }
        else
        {
            var local = (RayNet.Runtime.Actors.ActorHost)endpoint;
            Execution.HostedActor? hosted = _runtime.Hosted.Find(local.Id);
            (actorClass, owner, ownerNode, host, hostNode) = (local.ClassHome.Class, hosted?.Owner ?? 0, hosted?.OwnerNode ?? default, _runtime.Process, _runtime.NodeId);
            detached = hosted is { IsDetached: true };
        }

        if (owner == _runtime.Process)
        {
            lock (_gate)
            {
                if (!_handles.TryGetValue(endpoint.Id, out Dictionary<ulong, int>? counts))
                {
                    _handles.Add(endpoint.Id, counts = []);
                }

                counts[peer.Process] = counts.GetValueOrDefault(peer.Process) + 1;
            }
        }
        else if (owner != peer.Process)
        {
            Keep(peer.Process, endpoint.Id.Origin, endpoint.Id.Sequence, handle);
        }

        writer.WriteArrayHeader(10);
        writer.Write(endpoint.Id.Origin);
        writer.Write(endpoint.Id.Sequence);
        writer.Write(actorClass.Id);
        writer.Write(owner);
        writer.Write(ownerNode.Origin);
        writer.Write(ownerNode.Sequence);
        writer.Write(host);
        writer.Write(hostNode.Origin);
        writer.Write(hostNode.Sequence);
        writer.Write(detached);
    }

    internal ActorHandle ReadHandle(PeerLink peer, ref MessagePackReader reader)
    {
        if (reader.ReadArrayHeader() != 10)
        {
            throw new MessagePackSerializationException("A handle has not ten fields.");
        }

        var id = new ActorId(reader.ReadUInt64(), reader.ReadUInt64());
        ulong classId = reader.ReadUInt64();
        ulong owner = reader.ReadUInt64();
        var ownerNode = new NodeId(reader.ReadUInt64(), reader.ReadUInt64());
        ulong host = reader.ReadUInt64();
        var hostNode = new NodeId(reader.ReadUInt64(), reader.ReadUInt64());
        bool detached = reader.ReadBoolean();
        ActorClass actorClass = RemoteRegistry.FindActorClass(classId)
            ?? throw new RaySerializationException($"A handle to an actor of class {classId:x16} arrived, which no loaded assembly of this process declares. Reference the assembly that declares it.");
        if (_runtime.Hosted.Find(id)?.Host is { } local)
        {
            GiveBack(peer, owner, id, ownerNode);
            return actorClass.CreateHandle(local, null);
        }

        RemoteActor actor = _runtime.Actors.Borrow(id, actorClass, owner, ownerNode, host, hostNode);
        if (detached || actor.Ownership is not null)
        {
            GiveBack(peer, owner, id, ownerNode);
            return actorClass.CreateHandle(actor, detached ? null : actor.CreateGuard());
        }

        ActorHandle handle = actorClass.CreateHandle(actor, actor.CreateGuard());
        if (owner == peer.Process)
        {
            actor.AddReceived();
        }
        else
        {
            _ = RegisterHandleAsync(peer, actor, handle);
        }

        return handle;
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

    internal bool CancelAtOwner(ObjectCell cell, bool force, bool recursive)
    {
        _ = CancelAtOwnerAsync(((IBorrowedCell)cell).Borrow, force, recursive);
        return !cell.IsCompleted;
    }

    /// <summary>A holder counts the actor with its owner, without having got a handle from a process.</summary>
    internal void HoldHandle(RemoteActor actor) => _ = RegisterHandleAsync(null, actor, actor);

    /// <summary>This process has no handle any more.</summary>
    internal void DropHandle(RemoteActor actor)
    {
        int count = actor.TakeReceived();
        if (count > 0 && _runtime.Peers.Find(actor.OwnerProcess) is { } owner)
        {
            SendCount(owner, FrameKind.HandleDropped, actor.Id.Origin, actor.Id.Sequence, count);
        }
    }

    internal bool IsHeldElsewhere(ActorId id)
    {
        lock (_gate)
        {
            return _handles.ContainsKey(id);
        }
    }

    /// <summary>The last holder of a borrowed object was collected. On the finalizer thread, which is not the place for frames.</summary>
    internal void QueueRelease(Borrow borrow) => ThreadPool.UnsafeQueueUserWorkItem(static state => state.Table.Release(state.Borrow), (Table: this, Borrow: borrow), preferLocal: false);

    internal void Release(Borrow borrow)
    {
        if (!borrow.TryRelease())
        {
            return;
        }

        int count;
        lock (_gate)
        {
            count = borrow.Received;
            borrow.Received = 0;
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

    internal void OnFrame(PeerLink peer, in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        var reader = new MessagePackReader(payload);
        reader.ReadArrayHeader();
        ulong origin = reader.ReadUInt64();
        ulong sequence = reader.ReadUInt64();
        int count = reader.ReadInt32();
        switch (header.Kind)
        {
            case FrameKind.GetValue:
                OnGetValue(peer, header, new ObjectId(origin, sequence));
                break;
            case FrameKind.AddBorrow:
                OnAddBorrow(peer, header, new ObjectId(origin, sequence));
                break;
            case FrameKind.ReleaseBorrow:
                CountIn(peer.Process, new ObjectId(origin, sequence), count);
                break;
            case FrameKind.ReleaseTransfer:
                Unkeep(peer.Process, origin, sequence);
                break;
            case FrameKind.HandleHeld:
                OnHandleHeld(peer, header, new ActorId(origin, sequence));
                break;
            case FrameKind.HandleDropped:
                OnHandleDropped(peer.Process, new ActorId(origin, sequence), count);
                break;
            case FrameKind.ReleaseBuffer:
                _runtime.Objects.Blocks.OnReleased(new ObjectId(origin, sequence));
                break;
            case FrameKind.BorrowAdded:
                _acknowledged.Complete((peer.Process, header.Slot), count != 0);
                break;
            case FrameKind.Notice:
                OnCancelOwn(new ObjectId(origin, sequence), count);
                break;
            default:
                throw new LinkException(LinkError.Protocol, $"A frame of unknown kind {(byte)header.Kind} arrived.");
        }
    }

    /// <summary>A process is gone, and with it its counts and what was kept for it.</summary>
    internal void OnPeerLost(PeerLink peer, Exception reason)
    {
        var released = new List<ObjectCell>();
        var dropped = new List<ActorId>();
        var orphans = new List<ObjectCell>();
        lock (_gate)
        {
            foreach ((ObjectId id, Export export) in _exports.ToArray())
            {
                if (export.Counts.Remove(peer.Process) && export.Counts.Count == 0)
                {
                    _exports.Remove(id);
                    released.Add(export.Cell);
                }
            }

            foreach ((ActorId id, Dictionary<ulong, int> counts) in _handles.ToArray())
            {
                if (counts.Remove(peer.Process) && counts.Count == 0)
                {
                    _handles.Remove(id);
                    dropped.Add(id);
                }
            }

            foreach ((ulong Receiver, ulong Origin, ulong Sequence) key in _transfers.Keys.Where(key => key.Receiver == peer.Process).ToArray())
            {
                _transfers.Remove(key);
            }

            foreach (((ObjectId Id, Type Type) key, WeakReference<ObjectCell> item) in _borrowed.ToArray())
            {
                if (key.Id.Origin == peer.Process)
                {
                    _borrowed.Remove(key);
                    if (item.TryGetTarget(out ObjectCell? cell))
                    {
                        orphans.Add(cell);
                    }
                }
            }
        }

        foreach (ObjectCell cell in released)
        {
            cell.ReleaseReference();
        }

        foreach (ObjectCell cell in orphans)
        {
            cell.TryFail(OwnerDied(((IBorrowedCell)cell).Borrow.Id, reason), observed: true);
        }

        foreach (ActorId id in dropped)
        {
            EndIfUnreferenced(id);
        }

        _acknowledged.FailAll(peer.Process);
        _runtime.Objects.Blocks.OnPeerLost(peer);
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
        ObjectCell? cell;
        lock (_gate)
        {
            cell = _exports.GetValueOrDefault(id)?.Cell;
        }

        if (cell is ObjectCell<T> typed)
        {
            typed.AddReference();
            return typed;
        }

        throw new RaySerializationException(cell is null
            ? $"A reference to object {id} arrived after its last holder had given it up."
            : $"A reference to object {id} arrived as '{typeof(T)}'; it is a '{cell.ValueType}'.");
    }

    private BorrowedCell<T>? FindLocked<T>(ObjectId id) =>
        _borrowed.TryGetValue((id, typeof(T)), out WeakReference<ObjectCell>? item) && item.TryGetTarget(out ObjectCell? cell) && !cell.IsUnreferenced
            ? (BorrowedCell<T>)cell
            : null;

    private ObjectId CountOut(ulong receiver, ObjectCell cell)
    {
        ObjectId id = _ids.GetValue(cell, _ => new StrongBox<ObjectId>(_runtime.NextObjectId())).Value;
        lock (_gate)
        {
            if (!_exports.TryGetValue(id, out Export? export))
            {
                cell.AddReference();
                _exports.Add(id, export = new Export(cell));
            }

            export.Counts[receiver] = export.Counts.GetValueOrDefault(receiver) + 1;
        }

        return id;
    }

    private void CountIn(ulong holder, ObjectId id, int count)
    {
        ObjectCell? released = null;
        lock (_gate)
        {
            if (_exports.TryGetValue(id, out Export? export) && export.Counts.TryGetValue(holder, out int held))
            {
                if (held > count)
                {
                    export.Counts[holder] = held - count;
                }
                else if (export.Counts.Remove(holder) && export.Counts.Count == 0)
                {
                    _exports.Remove(id);
                    released = export.Cell;
                }
            }
        }

        released?.ReleaseReference();
    }

    private void Keep(ulong receiver, ulong origin, ulong sequence, object what)
    {
        (what as ObjectCell)?.AddReference();
        lock (_gate)
        {
            if (!_transfers.TryGetValue((receiver, origin, sequence), out List<object>? kept))
            {
                _transfers.Add((receiver, origin, sequence), kept = []);
            }

            kept.Add(what);
        }
    }

    private void Unkeep(ulong receiver, ulong origin, ulong sequence)
    {
        object? what = null;
        lock (_gate)
        {
            if (_transfers.TryGetValue((receiver, origin, sequence), out List<object>? kept))
            {
                what = kept[^1];
                kept.RemoveAt(kept.Count - 1);
                if (kept.Count == 0)
                {
                    _transfers.Remove((receiver, origin, sequence));
                }
            }
        }

        (what as ObjectCell)?.ReleaseReference();
    }

    /// <summary>The receiver of a reference that came from a third process makes itself known to the owner; then the sender may let go.</summary>
    private async Task RegisterAsync(PeerLink sender, Borrow borrow, ObjectCell cell)
    {
        try
        {
            PeerLink owner = await ConnectAsync(borrow.Id.Origin, borrow.OwnerNode).ConfigureAwait(false);
            (uint slot, Task<bool> acknowledged) = _acknowledged.Add(owner.Process);
            SendCount(owner, FrameKind.AddBorrow, borrow.Id.Origin, borrow.Id.Sequence, 1, slot);
            if (!await acknowledged.ConfigureAwait(false))
            {
                throw OwnerDied(borrow.Id, null);
            }

            lock (_gate)
            {
                borrow.Received++;
            }
        }
        catch (Exception exception)
        {
            cell.TryFail(exception as OwnerDiedException ?? OwnerDied(borrow.Id, exception), observed: true);
        }

        SendCount(sender, FrameKind.ReleaseTransfer, borrow.Id.Origin, borrow.Id.Sequence, 1);
    }

    private async Task RegisterHandleAsync(PeerLink? sender, RemoteActor actor, object keepAlive)
    {
        try
        {
            PeerLink owner = await ConnectAsync(actor.OwnerProcess, actor.OwnerNode).ConfigureAwait(false);
            (uint slot, Task<bool> acknowledged) = _acknowledged.Add(owner.Process);
            SendCount(owner, FrameKind.HandleHeld, actor.Id.Origin, actor.Id.Sequence, 1, slot);
            if (await acknowledged.ConfigureAwait(false))
            {
                actor.AddReceived();
            }
        }
        catch (Exception exception) when (exception is IOException or RayException)
        {
            // The owner is gone: its actor ends, which the handle's calls will say.
        }

        GC.KeepAlive(keepAlive);
        if (sender is not null)
        {
            SendCount(sender, FrameKind.ReleaseTransfer, actor.Id.Origin, actor.Id.Sequence, 1);
        }
    }

    private async Task RequestAsync(ObjectCell cell, Borrow borrow)
    {
        try
        {
            PeerLink owner = await ConnectAsync(borrow.Id.Origin, borrow.OwnerNode).ConfigureAwait(false);
            if (!owner.Slots.TryAdd(cell, BorrowRoute.Instance, out uint slot))
            {
                throw new LinkException(LinkError.Broken, "its link has ended");
            }

            SendCount(owner, FrameKind.GetValue, borrow.Id.Origin, borrow.Id.Sequence, cell.ValueType == typeof(Unit) ? 1 : 0, slot);
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

    private async Task<PeerLink> ConnectAsync(ulong process, NodeId node)
    {
        if (_runtime.Peers.Find(process) is { } known)
        {
            return known;
        }

        ProcessAddress address = await _runtime.Node.ResolveAsync(process, node).ConfigureAwait(false)
            ?? throw new LinkException(LinkError.Broken, $"process {process:x16} is gone");
        return await _runtime.Peers.ConnectAsync(address).ConfigureAwait(false);
    }

    private void OnGetValue(PeerLink peer, in FrameHeader header, ObjectId id)
    {
        ObjectCell? cell;
        lock (_gate)
        {
            cell = _exports.GetValueOrDefault(id)?.Cell;
        }

        if (cell is null)
        {
            peer.Incoming.AnswerError(header.Slot, new ObjectReleasedException($"Object {id} was released before its value was asked for."));
            return;
        }

        var answer = new ValueAnswer(peer, header.Slot, (header.Flags & 1) != 0);
        if (cell.Location is not null && !cell.IsCompleted && answer.TryOnLocated(cell))
        {
            return;
        }

        cell.AddContinuation(answer);
    }

    private void OnAddBorrow(PeerLink peer, in FrameHeader header, ObjectId id)
    {
        bool known;
        lock (_gate)
        {
            known = _exports.TryGetValue(id, out Export? export);
            if (known)
            {
                export!.Counts[peer.Process] = export.Counts.GetValueOrDefault(peer.Process) + 1;
            }
        }

        SendCount(peer, FrameKind.BorrowAdded, id.Origin, id.Sequence, known ? 1 : 0, header.Slot);
    }

    private void OnHandleHeld(PeerLink peer, in FrameHeader header, ActorId id)
    {
        bool known = _runtime.Actors.FindOwned(id) is not null;
        if (known)
        {
            lock (_gate)
            {
                if (!_handles.TryGetValue(id, out Dictionary<ulong, int>? counts))
                {
                    _handles.Add(id, counts = []);
                }

                counts[peer.Process] = counts.GetValueOrDefault(peer.Process) + 1;
            }
        }

        SendCount(peer, FrameKind.BorrowAdded, id.Origin, id.Sequence, known ? 1 : 0, header.Slot);
    }

    private void OnHandleDropped(ulong holder, ActorId id, int count)
    {
        bool last = false;
        lock (_gate)
        {
            if (_handles.TryGetValue(id, out Dictionary<ulong, int>? counts) && counts.TryGetValue(holder, out int held))
            {
                if (held > count)
                {
                    counts[holder] = held - count;
                }
                else if (counts.Remove(holder) && counts.Count == 0)
                {
                    _handles.Remove(id);
                    last = true;
                }
            }
        }

        if (last)
        {
            EndIfUnreferenced(id);
        }
    }

    private void OnCancelOwn(ObjectId id, int flags)
    {
        ObjectCell? cell;
        lock (_gate)
        {
            cell = _exports.GetValueOrDefault(id)?.Cell;
        }

        if (cell is { IsCompleted: false, Home: { } home })
        {
            home.Cancel(cell, force: (flags & 1) != 0, recursive: (flags & 2) != 0);
        }
    }

    private void EndIfUnreferenced(ActorId id)
    {
        if (_runtime.Actors.FindOwned(id) is { HasGuards: false } actor)
        {
            _ = actor.TerminateAsync();
        }
    }

    /// <summary>A handle that needs no count here was counted by the sender.</summary>
    private void GiveBack(PeerLink peer, ulong owner, ActorId id, NodeId ownerNode)
    {
        _ = ownerNode;
        if (owner == _runtime.Process)
        {
            SendCount(peer, FrameKind.ReleaseTransfer, id.Origin, id.Sequence, 1);
        }
        else if (owner == peer.Process)
        {
            SendCount(peer, FrameKind.HandleDropped, id.Origin, id.Sequence, 1);
        }
        else
        {
            SendCount(peer, FrameKind.ReleaseTransfer, id.Origin, id.Sequence, 1);
        }
    }

    private static void SendCount(PeerLink peer, FrameKind kind, ulong origin, ulong sequence, int count, uint slot = 0)
    {
        try
        {
            peer.TrySend(kind, kind == FrameKind.GetValue ? (byte)count : (byte)0, slot, (ref MessagePackWriter writer) =>
            {
                writer.WriteArrayHeader(3);
                writer.Write(origin);
                writer.Write(sequence);
                writer.Write(count);
            });
            PeerLink.FlushDirty();
        }
        catch (LinkException)
        {
            // The counts of a process end with it.
        }
    }

    private sealed class Export(ObjectCell cell)
    {
        internal ObjectCell Cell { get; } = cell;

        internal Dictionary<ulong, int> Counts { get; } = [];
    }
}
