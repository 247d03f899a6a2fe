using MessagePack;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Actors;

/// <summary>
/// Where an actor of another process lives. Its owner knows, who answers when the actor has a place or is dead; the head is asked only for
/// one whose owner is gone, which are detached ones.
/// </summary>
internal sealed class ActorLocator(ClusterRuntime runtime)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ulong Owner, uint Slot), TaskCompletionSource<ActorPlace?>> _asked = [];
    private uint _next;

    /// <summary>The place of a borrowed actor, or why it has none.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="lost">A process where it was and is no more, or 0.</param>
    internal async Task<ActorPlace> FindAsync(RemoteActor actor, ulong lost)
    {
        if (await TryAskOwnerAsync(actor, lost).ConfigureAwait(false) is { } place)
        {
            return place;
        }

        ActorRecord? record = await runtime.WaitForActorAsync(actor.Id).ConfigureAwait(false);
        return record switch
        {
            null => new ActorPlace(0, default, "nobody knows it any more: its owner's process has ended"),
            { State: ActorLiveness.Dead } => new ActorPlace(0, default, record.Reason),
            _ when record.Process == lost => new ActorPlace(0, default, "its worker is gone, and its owner, who would build it again, too"),
            _ => new ActorPlace(record.Process, record.Node, null),
        };
    }

    /// <summary>A borrower asks.</summary>
    internal void OnAsked(PeerLink peer, in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        var reader = new MessagePackReader(payload);
        reader.ReadArrayHeader();
        var id = new ActorId(reader.ReadUInt64(), reader.ReadUInt64());
        ulong lost = reader.ReadUInt64();
        _ = AnswerAsync(peer, header.Slot, id, lost);
    }

    /// <summary>An owner answers.</summary>
    internal void OnAnswer(PeerLink peer, in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        var reader = new MessagePackReader(payload);
        reader.ReadArrayHeader();
        var place = new ActorPlace(reader.ReadUInt64(), new NodeId(reader.ReadUInt64(), reader.ReadUInt64()), reader.ReadString());
        Take((peer.Process, header.Slot))?.TrySetResult(place);
    }

    internal void OnPeerLost(PeerLink peer)
    {
        List<TaskCompletionSource<ActorPlace?>> orphans = [];
        lock (_gate)
        {
            foreach ((ulong Owner, uint Slot) key in _asked.Keys.Where(key => key.Owner == peer.Process).ToArray())
            {
                _asked.Remove(key, out TaskCompletionSource<ActorPlace?>? asked);
                orphans.Add(asked!);
            }
        }

        orphans.ForEach(static asked => asked.TrySetResult(null));
    }

    private async Task<ActorPlace?> TryAskOwnerAsync(RemoteActor actor, ulong lost)
    {
        try
        {
            PeerLink? owner = runtime.Peers.Find(actor.OwnerProcess);
            if (owner is null)
            {
                if (await runtime.Node.ResolveAsync(actor.OwnerProcess, actor.OwnerNode).ConfigureAwait(false) is not { } address)
                {
                    return null;
                }

                owner = await runtime.Peers.ConnectAsync(address).ConfigureAwait(false);
            }

            var source = new TaskCompletionSource<ActorPlace?>(TaskCreationOptions.RunContinuationsAsynchronously);
            uint slot;
            lock (_gate)
            {
                slot = ++_next;
                _asked.Add((owner.Process, slot), source);
            }

            bool sent = owner.TrySend(FrameKind.FindActor, 0, slot, (ref MessagePackWriter writer) =>
            {
                writer.WriteArrayHeader(3);
                writer.Write(actor.Id.Origin);
                writer.Write(actor.Id.Sequence);
                writer.Write(lost);
            });
            PeerLink.FlushDirty();
            if (!sent || owner.Link.IsClosed)
            {
                Take((owner.Process, slot))?.TrySetResult(null);
            }

            return await source.Task.ConfigureAwait(false);
        }
        catch (LinkException)
        {
            return null;
        }
    }

    private async Task AnswerAsync(PeerLink peer, uint slot, ActorId id, ulong lost)
    {
        ActorPlace place = runtime.Actors.FindOwned(id) is { } actor
            ? await actor.PlacedAsync(lost).ConfigureAwait(false)
            : new ActorPlace(0, default, runtime.Actors.ReasonOf(id));
        try
        {
            peer.TrySend(FrameKind.ActorPlace, 0, slot, (ref MessagePackWriter writer) =>
            {
                writer.WriteArrayHeader(4);
                writer.Write(place.Process);
                writer.Write(place.Node.Origin);
                writer.Write(place.Node.Sequence);
                writer.Write(place.Death);
            });
            PeerLink.FlushDirty();
        }
        catch (LinkException)
        {
            // The borrower is gone.
        }
    }

    private TaskCompletionSource<ActorPlace?>? Take((ulong Owner, uint Slot) key)
    {
        lock (_gate)
        {
            return _asked.Remove(key, out TaskCompletionSource<ActorPlace?>? asked) ? asked : null;
        }
    }
}
