using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Execution;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>Sends the value of an own object to a borrower that asked for it, or where the value is.</summary>
internal sealed class ValueAnswer(PeerLink peer, uint slot, bool completionOnly) : CellContinuation
{
    internal override void OnCompleted(ObjectCell cell)
    {
        if (cell.Failure is { } failure)
        {
            failure.Observe();
            peer.Incoming.AnswerError(slot, failure.Exception);
        }
        else if (completionOnly)
        {
            peer.TrySend(FrameKind.Reply, 0, slot, static (ref MessagePackWriter writer) => writer.WriteNil());
        }
        else
        {
            new IncomingCall(peer.Incoming, peer, slot, cell).Answer();
        }
    }

    internal override bool TryOnLocated(ObjectCell cell)
    {
        if (completionOnly)
        {
            peer.TrySend(FrameKind.Reply, 0, slot, static (ref MessagePackWriter writer) => writer.WriteNil());
        }
        else
        {
            ObjectPlane.AnswerLocation(peer, slot, cell);
        }

        return true;
    }
}
