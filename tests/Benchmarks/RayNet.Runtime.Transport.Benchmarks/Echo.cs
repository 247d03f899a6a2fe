namespace RayNet.Runtime.Transport.Benchmarks;

/// <summary>The server's side of a link.</summary>
internal sealed class Echo : ILinkReceiver
{
    private (uint Slot, byte[] Payload)? _inline;

    public void OnFrame(Link link, in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone)
    {
        switch (header.Method)
        {
            case Modes.Inline:
                _inline = (header.Slot, payload.ToArray());
                break;
            case Modes.Pool:
                uint slot = header.Slot;
                byte[] copy = payload.ToArray();
                ThreadPool.UnsafeQueueUserWorkItem(_ => Answer(link, slot, copy), null);
                break;
            default:
                if (header.Slot != 0)
                {
                    link.Post(FrameKind.Reply, slot: header.Slot);
                }

                break;
        }
    }

    public bool OnBatchEnd(Link link)
    {
        if (_inline is not { } call)
        {
            return true;
        }

        _inline = null;
        int token = link.BeginInline();
        Answer(link, call.Slot, call.Payload);
        return link.EndInline(token);
    }

    public void OnClosed(Link link, LinkException reason)
    {
    }

    private static void Answer(Link link, uint slot, byte[] payload)
    {
        lock (link.Gate)
        {
            link.BeginFrame(FrameKind.Reply, slot: slot);
            payload.CopyTo(link.Output.GetSpan(payload.Length));
            link.Output.Advance(payload.Length);
            link.EndFrame();
        }

        link.Flush();
    }
}
