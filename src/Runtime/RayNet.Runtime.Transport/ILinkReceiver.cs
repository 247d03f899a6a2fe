namespace RayNet.Runtime.Transport;

/// <summary>
/// What happens to frames that arrive. Called by one thread at a time, in order. It must not run user code or block, but may run
/// short calls in place between <see cref="Link.BeginInline"/> and <see cref="Link.EndInline"/>.
/// </summary>
internal interface ILinkReceiver
{
    /// <summary>One frame. The payload is valid during the call only.</summary>
    /// <param name="link">The link.</param>
    /// <param name="header">The header.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="isLone">Whether no other frame has arrived before or after it.</param>
    void OnFrame(Link link, in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone);

    /// <summary>
    /// All frames that have arrived were given. Returns whether the calling thread still reads the link; the link knows that itself as well.
    /// Not called by a thread that lost the reading in <see cref="OnFrame"/>.
    /// </summary>
    bool OnBatchEnd(Link link);

    /// <summary>
    /// The calls that run in place are held up: another thread is about to take over the reading. On any thread, also the one that is held up.
    /// </summary>
    void OnTakeOver(Link link)
    {
    }

    /// <summary>The link has ended. Called once, after all frames.</summary>
    void OnClosed(Link link, LinkException reason);
}
