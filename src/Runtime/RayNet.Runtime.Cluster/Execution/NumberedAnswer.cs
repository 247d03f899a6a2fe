using System.Buffers;
using MessagePack;
using RayNet.Runtime.Actors.Snapshots;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Links;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>The way back of a numbered call over a link.</summary>
internal sealed class NumberedAnswer(ActorSnapshots snapshots, IncomingCalls calls, IncomingCall incoming, ulong caller, long number)
    : HeldAnswer(snapshots, incoming.Call, caller, number)
{
    internal override void Release()
    {
        incoming.OnCompleted(Call);
        PeerLink.FlushDirty();
    }

    internal override void Fail(Exception exception)
    {
        calls.Forget(incoming.Slot);
        calls.AnswerError(incoming.Slot, exception);
        PeerLink.FlushDirty();
    }

    internal override FinishedCall Describe()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        if (Call.Failure is { } failure)
        {
            failure.Observe();
            ExceptionCodec.Write(ref writer, failure.Exception);
            writer.Flush();
            return new FinishedCall(FinishedOutcome.Error, buffer.WrittenMemory);
        }

        try
        {
            Call.WriteResult(ref writer, SnapshotWireContext.Options);
            writer.Flush();
            return new FinishedCall(FinishedOutcome.Value, buffer.WrittenMemory);
        }
        catch (Exception exception) when (exception is RaySerializationException or MessagePackSerializationException)
        {
            return new FinishedCall(FinishedOutcome.Unkept, default);
        }
    }
}
