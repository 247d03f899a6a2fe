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
    private readonly PeerAnswers<ActorPlace> _asked = new();

    /// <summary>The place of a borrowed actor, or why it has none.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="lost">A process where it was and is no more, or 0.</param>
    internal async Task<ActorPlace> FindAsync(RemoteActor actor, ulong lost)
    {
        if (await TryAskOwnerAsync(actor, lost).ConfigureAwait(false) is { } place)
        {
            return place;
        }

        ActorRecord? record = await runtime.WaitForActorAsync(actor.Id, lost).ConfigureAwait(false);
        return record switch
        {
            null => new ActorPlace(0, default, "nobody knows it any more: its owner's process has ended"),
            { State: ActorLiveness.Dead } => new ActorPlace(0, default, record.Reason),
            { Registration: not { IsDetached: true, Owner: 0 } } when record.Process == lost => new ActorPlace(0, default, "its worker is gone, and its owner, who would build it again, too"),
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
        _asked.Complete((peer.Process, header.Slot), place);
    }

    internal void OnPeerLost(PeerLink peer) => _asked.OnPeerLost(peer.Process);

    private async Task<ActorPlace?> TryAskOwnerAsync(RemoteActor actor, ulong lost)
    {
        if (actor.OwnerProcess == 0)
        {
            return null;
        }

        try
        {
            return await runtime.FindPeerAsync(actor.OwnerProcess, actor.OwnerNode).ConfigureAwait(false) is { } owner
                ? await _asked.AskAsync(owner, slot => Ask(owner, slot, actor.Id, lost)).ConfigureAwait(false)
                : null;
        }
        catch (LinkException)
        {
            return null;
        }
    }

    private static void Ask(PeerLink owner, uint slot, ActorId id, ulong lost)
    {
        owner.TrySend(FrameKind.FindActor, 0, slot, (ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(3);
            writer.Write(id.Origin);
            writer.Write(id.Sequence);
            writer.Write(lost);
        });
        PeerLink.FlushDirty();
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
}
