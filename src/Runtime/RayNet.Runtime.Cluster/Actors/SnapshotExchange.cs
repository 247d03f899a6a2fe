using System.Buffers;
using MessagePack;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Actors;

/// <summary>Brings the snapshots of actors to the processes that own them, which give them to the next life.</summary>
internal sealed class SnapshotExchange(ClusterRuntime runtime)
{
    private readonly PeerAnswers<bool> _kept = new();

    /// <summary>Told of each snapshot that is kept here, before its worker is: the moment in which a crash is the most awkward.</summary>
    internal Action<ActorId> Kept { get; set; } = static _ => { };

    /// <summary>Sends a snapshot to the owner. <see langword="false"/> when the owner is gone, or takes the actor for lost.</summary>
    internal Task<bool> SendAsync(PeerLink owner, ActorId actor, ReadOnlyMemory<byte> snapshot) => _kept.AskAsync(owner, slot =>
    {
        owner.TrySend(FrameKind.Snapshot, 0, slot, (ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(3);
            writer.Write(actor.Origin);
            writer.Write(actor.Sequence);
            writer.Write(snapshot.Span);
        });
        PeerLink.FlushDirty();
    });

    /// <summary>A worker has saved an actor of this process. One that was given up is not heard: its next life has begun from what was there before.</summary>
    internal void OnSnapshot(PeerLink peer, in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        var reader = new MessagePackReader(payload);
        reader.ReadArrayHeader();
        var id = new ActorId(reader.ReadUInt64(), reader.ReadUInt64());
        bool isKept = runtime.Actors.FindOwned(id)?.TryKeep(peer, reader.ReadBytes()?.ToArray() ?? []) ?? false;
        if (isKept)
        {
            Kept(id);
        }

        peer.TrySend(FrameKind.SnapshotKept, 0, header.Slot, (ref MessagePackWriter writer) => writer.Write(isKept));
    }

    internal void OnKept(PeerLink peer, in FrameHeader header, ReadOnlyMemory<byte> payload) =>
        _kept.Complete((peer.Process, header.Slot), new MessagePackReader(payload).ReadBoolean());

    internal void OnPeerLost(PeerLink peer) => _kept.OnPeerLost(peer.Process);
}
