using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Objects;

namespace RayNet.Runtime.Cluster.Links;

/// <summary>References, handles and large blocks in what one peer sends and gets.</summary>
internal sealed class PeerWireContext(PeerLink peer) : WireContext
{
    [ThreadStatic]
    private static bool t_outsideGate;

    /// <summary>Whether this thread writes into a buffer of its own, where it may wait.</summary>
    internal static bool OutsideGate
    {
        get => t_outsideGate;
        set => t_outsideGate = value;
    }

    internal override void WriteReference(ref MessagePackWriter writer, ObjectCell cell) => peer.Runtime.References.WriteReference(peer, ref writer, cell);

    internal override void WriteArgument(ref MessagePackWriter writer, ObjectCell cell)
    {
        if (cell is { HasSucceeded: true, Location: null })
        {
            writer.WriteArrayHeader(1);
            cell.WriteResult(ref writer, peer.Options);
        }
        else
        {
            WriteReference(ref writer, cell);
        }
    }

    internal override bool TryWriteBlock<T>(ref MessagePackWriter writer, ReadOnlySpan<T> items)
    {
        BlockExchange blocks = peer.Runtime.Objects.Blocks;
        if (!blocks.IsLarge(peer, items))
        {
            return false;
        }

        return t_outsideGate ? blocks.TryWrite(peer, ref writer, items) : throw new LargeBlockException();
    }

    internal override ReadOnlyMemory<T> ReadBlock<T>(ref MessagePackReader reader) => peer.Runtime.Objects.Blocks.Read<T>(peer, ref reader);

    internal override ObjectCell<T> ReadReference<T>(ref MessagePackReader reader) => peer.Runtime.References.ReadReference<T>(peer, ref reader);

    internal override void WriteHandle(ref MessagePackWriter writer, ActorHandle handle) => peer.Runtime.References.WriteHandle(peer, ref writer, handle);

    internal override ActorHandle<TActor> ReadHandle<TActor>(ref MessagePackReader reader) =>
        ReadHandle(ref reader) as ActorHandle<TActor>
        ?? throw new RaySerializationException($"A handle to an actor of another class arrived where one to '{typeof(TActor)}' was expected.");

    internal override ActorHandle ReadHandle(ref MessagePackReader reader) => peer.Runtime.References.ReadHandle(peer, ref reader);
}
