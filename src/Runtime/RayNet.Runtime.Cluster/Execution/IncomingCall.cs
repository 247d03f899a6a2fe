using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>Answers a call when it has ended.</summary>
internal sealed class IncomingCall(IncomingCalls calls, PeerLink peer, uint slot, ObjectCell call) : CellContinuation
{
    internal uint Slot { get; } = slot;

    internal ObjectCell Call { get; } = call;

    internal StreamSender? Stream { get; set; }

    /// <summary>Whether its answer is sent at once.</summary>
    internal bool IsFlushed { get; init; }

    internal override void OnCompleted(ObjectCell cell)
    {
        if (Stream is { } stream)
        {
            // The items first.
            stream.End(this);
        }
        else
        {
            Answer();
            if (IsFlushed)
            {
                peer.Link.Flush();
            }
        }
    }

    internal void Answer()
    {
        calls.Forget(Slot);
        if (Call.Failure is { } failure)
        {
            failure.Observe();
            calls.AnswerError(Slot, failure.Exception);
            return;
        }

        try
        {
            if (!peer.Runtime.Objects.TryAnswerStored(peer, Slot, Call))
            {
                AnswerInline();
            }
        }
        catch (Exception exception) when (exception is not LinkException { Error: not LinkError.FrameTooLarge })
        {
            calls.AnswerError(Slot, exception as RayException ?? new RaySerializationException($"The result of {Call.Method} cannot be sent: {exception.Message}", exception));
        }
        catch (LinkException)
        {
            // The caller is gone and learns of it by the end of the link.
        }
    }

    /// <summary>Answers with the value in the message.</summary>
    internal void AnswerInline()
    {
        try
        {
            AnswerInline(default);
        }
        catch (LargeBlockException)
        {
            AnswerInline(CallPayload.WriteResult(peer, Call));
        }
    }

    private void AnswerInline(ReadOnlyMemory<byte> result)
    {
        Link link = peer.Link;
        lock (link.Gate)
        {
            if (link.IsClosed)
            {
                return;
            }

            link.BeginFrame(FrameKind.Reply, 0, 0, Slot);
            try
            {
                var writer = new MessagePackWriter(link.Output);
                if (result.IsEmpty)
                {
                    Call.WriteResult(ref writer, peer.Options);
                }
                else
                {
                    writer.WriteRaw(result.Span);
                }

                writer.Flush();
                link.EndFrame();
            }
            catch
            {
                link.DropFrame();
                throw;
            }
        }

        peer.Touch();
    }
}
