namespace RayNet.Runtime.Transport;

internal abstract partial class Link
{
    private const int LongestMessage = 4096;

    private const int Open = 0;

    /// <summary>Closed on this side; what has gathered is still sent, the goodbye last.</summary>
    private const int Closing = 1;

    /// <summary>Nothing more is sent.</summary>
    private const int Ended = 2;

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _limit;
    private LinkException? _reason;
    private int _state;
    private int _releasing;

    /// <summary>Whether <see cref="_reason"/> is only what the sender saw; the reader may find a goodbye that says more.</summary>
    private bool _sendFailed;

    /// <summary>Whether frames are taken no more.</summary>
    internal bool IsClosed => Volatile.Read(ref _state) != Open;

    /// <summary>Why the link has ended.</summary>
    internal LinkException? Reason => Volatile.Read(ref _reason);

    /// <summary>
    /// Tells the other side why, and ends the link. What was written before arrives first, unless the other side does not take it within
    /// <see cref="LinkOptions.CloseTimeout"/>. Does not wait for that; <see cref="DisposeAsync"/> does.
    /// </summary>
    internal void Close(LinkError error, string message)
    {
        lock (Gate)
        {
            if (_state != Open)
            {
                return;
            }

            // Closed by what writes the frame: its writer hears of it at the end of the frame.
            DropFrame();
            try
            {
                AppendHeader(FrameKind.Goodbye, (byte)error, 0, 0);
                AppendAndEnd(Shorten(message));
            }
            catch (LinkException)
            {
                // No room for a goodbye behind 2 GiB of frames, or a limit that is shorter than the message.
            }

            _reason = new LinkException(error, message);
            Volatile.Write(ref _state, Closing);
        }

        Flush();
        LimitTheEnd();
    }

    /// <summary>Closes the link, and waits until what was written is sent and the connection released.</summary>
    public virtual ValueTask DisposeAsync()
    {
        Close(LinkError.Closed, "The process ended the link.");
        return new ValueTask(_released.Task);
    }

    /// <summary>Releases the connection. Called once. What waits in a receive ends.</summary>
    /// <param name="abort">Whether the connection is cut; otherwise what was sent arrives.</param>
    private protected abstract ValueTask DisconnectAsync(bool abort);

    /// <summary>Sending has failed. What the peer sent before may still be read; nothing more has to come.</summary>
    private protected virtual void HangUp()
    {
    }

    /// <summary>The other side has ended the link.</summary>
    private void EndBy(LinkException reason)
    {
        lock (Gate)
        {
            if (_state == Open || _sendFailed)
            {
                _reason = reason;
                _sendFailed = false;
            }

            Volatile.Write(ref _state, Ended);
            LetWritersOn();
        }

        Release(abort: reason.Error == LinkError.Broken);
    }

    private void FailSending(Exception exception)
    {
        bool wasOpen;
        lock (Gate)
        {
            wasOpen = _state == Open;
            if (wasOpen)
            {
                _reason = new LinkException(LinkError.Broken, $"The link to {Describe()} broke: {exception.Message}", exception);
                _sendFailed = true;
            }

            Volatile.Write(ref _state, Ended);
            LetWritersOn();
        }

        if (wasOpen)
        {
            // The peer may have said goodbye before it went: the reader finds out.
            HangUp();
            LimitTheEnd();
        }
        else
        {
            Release(abort: true);
        }
    }

    private void LimitTheEnd()
    {
        if (Volatile.Read(ref _releasing) != 0)
        {
            return;
        }

        ITimer limit = _options.Time.CreateTimer(static link => ((Link)link!).Release(abort: true), this, _options.CloseTimeout, Timeout.InfiniteTimeSpan);
        if (Interlocked.CompareExchange(ref _limit, limit, null) is not null || Volatile.Read(ref _releasing) != 0)
        {
            limit.Dispose();
        }
    }

    private void Release(bool abort)
    {
        if (Interlocked.Exchange(ref _releasing, 1) != 0)
        {
            return;
        }

        lock (Gate)
        {
            Volatile.Write(ref _state, Ended);
            LetWritersOn();
        }

        Volatile.Read(ref _limit)?.Dispose();
        LinkMonitor.Remove(this);
        _ = ReleaseAsync(abort);
    }

    private async Task ReleaseAsync(bool abort)
    {
        try
        {
            await DisconnectAsync(abort).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LinkLog.EndFailed(_options.Logger, Describe(), exception);
        }
        finally
        {
            _released.TrySetResult();
        }
    }
}
