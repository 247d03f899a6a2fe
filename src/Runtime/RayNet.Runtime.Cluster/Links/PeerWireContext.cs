using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Links;

/// <summary>References and handles in what one peer sends and gets.</summary>
internal sealed class PeerWireContext(PeerLink peer) : WireContext
{
    internal PeerLink Peer { get; } = peer;

    internal override void WriteReference(ref MessagePackWriter writer, ObjectCell cell) => Peer.Runtime.Objects.WriteReference(Peer, ref writer, cell);

    internal override ObjectCell<T> ReadReference<T>(ref MessagePackReader reader) => Peer.Runtime.Objects.ReadReference<T>(Peer, ref reader);

    internal override void WriteHandle(ref MessagePackWriter writer, ActorHandle handle) => Peer.Runtime.References.WriteHandle(Peer, ref writer, handle);

    internal override ActorHandle<TActor> ReadHandle<TActor>(ref MessagePackReader reader) =>
        ReadHandle(ref reader) as ActorHandle<TActor>
        ?? throw new RaySerializationException($"A handle to an actor of another class arrived where one to '{typeof(TActor)}' was expected.");

    internal override ActorHandle ReadHandle(ref MessagePackReader reader) => Peer.Runtime.References.ReadHandle(Peer, ref reader);
}
