using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Objects;

/// <content>What other processes say of references, and what their end means.</content>
internal sealed partial class ReferenceTable
{
    internal void OnFrame(PeerLink peer, in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        var reader = new MessagePackReader(payload);
        int fields = reader.ReadArrayHeader();
        ulong origin = reader.ReadUInt64();
        ulong sequence = reader.ReadUInt64();
        int count = reader.ReadInt32();
        switch (header.Kind)
        {
            case FrameKind.GetValue:
                OnGetValue(peer, header, new ObjectId(origin, sequence), fields == 5 ? new ObjectId(reader.ReadUInt64(), reader.ReadUInt64()) : default);
                break;
            case FrameKind.AddBorrow:
                OnAddBorrow(peer, header, new ObjectId(origin, sequence));
                break;
            case FrameKind.ReleaseBorrow:
                _counts.CountIn(peer.Process, new ObjectId(origin, sequence), count);
                break;
            case FrameKind.ReleaseTransfer:
                _counts.Unkeep(peer.Process, origin, sequence);
                break;
            case FrameKind.HandleHeld:
                OnHandleHeld(peer, header, new ActorId(origin, sequence));
                break;
            case FrameKind.HandleDropped:
                OnHandleDropped(peer.Process, new ActorId(origin, sequence), count);
                break;
            case FrameKind.ReleaseBuffer:
                _runtime.Objects.Blocks.OnReleased(new ObjectId(origin, sequence), peer);
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
        _counts.Lose(peer.Process);
        var dropped = new List<ActorId>();
        var orphans = new List<ObjectCell>();
        lock (_gate)
        {
            foreach ((ActorId id, Dictionary<ulong, int> counts) in _handles.ToArray())
            {
                if (counts.Remove(peer.Process) && counts.Count == 0)
                {
                    _handles.Remove(id);
                    dropped.Add(id);
                }
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

        foreach (ObjectCell cell in orphans)
        {
            cell.TryFail(OwnerDied(((IBorrowedCell)cell).Borrow.Id, reason), observed: true);
        }

        foreach (ActorId id in dropped)
        {
            EndIfUnreferenced(id);
        }

        _acknowledged.OnPeerLost(peer.Process);
        _runtime.Objects.Blocks.OnPeerLost(peer);
    }

    /// <param name="peer">Who asks.</param>
    /// <param name="header">The frame.</param>
    /// <param name="id">The object.</param>
    /// <param name="lost">What was stored of it and is found nowhere; none in a first question.</param>
    private void OnGetValue(PeerLink peer, in FrameHeader header, ObjectId id, ObjectId lost)
    {
        var cell = (ObjectCell?)_counts.Find(id);
        if (cell is null)
        {
            peer.Incoming.AnswerError(header.Slot, new ObjectReleasedException($"Object {id} was released before its value was asked for."));
            return;
        }

        if (lost != default)
        {
            _runtime.Lineage.OnLost(cell, lost, null);
        }

        cell.AddLateContinuation(new ValueAnswer(peer, header.Slot, (header.Flags & 1) != 0));
    }

    private void OnAddBorrow(PeerLink peer, in FrameHeader header, ObjectId id)
    {
        bool known = _counts.TryCountBorrow(peer.Process, id);
        SendCount(peer, FrameKind.BorrowAdded, id.Origin, id.Sequence, known ? 1 : 0, header.Slot);
    }
}
