using System.Text;

namespace RayNet.Runtime.Transport;

internal abstract partial class Link
{
    [ThreadStatic]
    private static Link? t_inline;

    [ThreadStatic]
    private static int t_token;

    private readonly FrameParser.FrameHandler _onFrame;
    private ILinkReceiver? _receiver;

    /// <summary>
    /// The lower half is the token: odd while the reading thread runs a call in place, and another number each time. The upper half counts
    /// how often the reading has passed to another thread. One value, so that a thread sees for certain whether it still reads.
    /// </summary>
    private long _reading;

    /// <summary>Why nothing more will come, once the peer has said so or the connection is gone.</summary>
    private LinkException? _end;

    private int _told;
    private int _frames;

    /// <summary>Frames that came at once in the last delivery. Few of them are answers to what somebody waits for; many keep other threads busy.</summary>
    private protected int LastFrames => _frames;

    /// <summary>The token of the call that runs in place, or an even number.</summary>
    internal int InlineToken => (int)Volatile.Read(ref _reading);

    private protected FrameParser Parser { get; }

    /// <summary>How often the reading has passed to another thread.</summary>
    private protected int Turn => (int)(Volatile.Read(ref _reading) >> 32);

    /// <summary>Starts to deliver frames. Until then they wait.</summary>
    internal void Start(ILinkReceiver receiver)
    {
        if (Interlocked.CompareExchange(ref _receiver, receiver, null) is not null)
        {
            throw new InvalidOperationException("The link has been started.");
        }

        LinkMonitor.Add(this);
        ResumeReading();
    }

    /// <summary>
    /// The receiver is about to run calls on the thread that reads the link. From now on another thread takes over the reading as soon as
    /// one blocks, or when they have not ended after a moment; so nothing that arrives waits for user code. In <see cref="ILinkReceiver.OnFrame"/>
    /// only for a lone frame, and its payload is not valid any more.
    /// </summary>
    /// <returns>The token for <see cref="EndInline"/>.</returns>
    internal int BeginInline()
    {
        long state = _reading;
        int token = unchecked((int)state + 1);
        Volatile.Write(ref _reading, WithToken(state, token));
        t_inline = this;
        t_token = token;
        LinkMonitor.Note();
        return token;
    }

    /// <summary>The call has ended. Returns whether this thread still reads the link.</summary>
    internal bool EndInline(int token)
    {
        t_inline = null;
        long state = Volatile.Read(ref _reading);
        return (int)state == token
            && Interlocked.CompareExchange(ref _reading, WithToken(state, unchecked(token + 1)), state) == state;
    }

    /// <summary>This thread is about to block: if it reads a link, another thread takes that over.</summary>
    internal static void YieldInline()
    {
        if (t_inline is { } link)
        {
            t_inline = null;
            link.TakeOver(t_token);
        }
    }

    /// <summary>Lets another thread read the link, unless the call has ended meanwhile.</summary>
    internal void TakeOver(int token)
    {
        long state = Volatile.Read(ref _reading);
        if ((int)state == token
            && Interlocked.CompareExchange(ref _reading, WithToken(unchecked(state + (1L << 32)), unchecked(token + 1)), state) == state)
        {
            _receiver!.OnTakeOver(this);
            ResumeReading();
        }
    }

    /// <summary>Goes on reading on another thread.</summary>
    private protected abstract void ResumeReading();

    /// <summary>Hands out what has arrived. Returns whether this thread still reads.</summary>
    private protected bool Deliver(int turn)
    {
        _frames = 0;
        Parser.Parse(_onFrame);
        if (Turn != turn)
        {
            return false;
        }

        _receiver!.OnBatchEnd(this);
        long state = Volatile.Read(ref _reading);
        if ((int)(state >> 32) != turn)
        {
            return false;
        }

        return ((int)state & 1) == 0 ? true : throw new InvalidOperationException("A call was begun in place and not ended.");
    }

    /// <summary>The connection has ended, or broke.</summary>
    private protected LinkException Broke(Exception? exception) => _end = new LinkException(
        LinkError.Broken,
        exception is null
            ? $"The link to {Describe()} ended without a goodbye: the process is gone."
            : $"The link to {Describe()} broke: {exception.Message}",
        exception);

    /// <summary>This thread reads no more: the peer ended the link, or what it sent is wrong, or the receiver failed.</summary>
    private protected void StopReading(Exception exception, int turn)
    {
        if (ReferenceEquals(t_inline, this))
        {
            EndInline(t_token);
        }

        if (ReferenceEquals(exception, _end))
        {
            EndBy(_end!);
        }
        else if (exception is LinkException wrong)
        {
            Close(wrong.Error, wrong.Message);
        }
        else
        {
            LinkLog.ReceiverFailed(_options.Logger, Describe(), exception);
            Close(LinkError.Protocol, $"What arrived could not be handled: {exception.Message}");
        }

        if (Volatile.Read(ref _state) == Ended)
        {
            Release(abort: true);
        }

        // Whoever lost the reading leaves the end to the thread that has it.
        if (Turn == turn && Interlocked.Exchange(ref _told, 1) == 0)
        {
            try
            {
                _receiver!.OnClosed(this, Reason!);
            }
            catch (Exception failure)
            {
                LinkLog.EndFailed(_options.Logger, Describe(), failure);
            }
        }
    }

    private protected string Describe() => $"{Peer.Kind.ToString().ToLowerInvariant()} {Peer.Process:x16} (pid {Peer.ProcessId})";

    private static long WithToken(long state, int token) => (state & ~0xFFFF_FFFFL) | (uint)token;

    private void OnFrame(in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone)
    {
        _frames++;
        if (header.Kind <= FrameKind.Goodbye)
        {
            throw header.Kind == FrameKind.Goodbye
                ? _end = ReadGoodbye(header, payload.Span)
                : new LinkException(LinkError.Protocol, $"A frame of kind {(byte)header.Kind} arrived, which belongs into a greeting.");
        }

        _receiver!.OnFrame(this, header, payload, isLone);
    }

    /// <summary>What a goodbye of the other side means.</summary>
    private static LinkException ReadGoodbye(in FrameHeader header, ReadOnlySpan<byte> payload) => new(
        Enum.IsDefined((LinkError)header.Flags) ? (LinkError)header.Flags : LinkError.Closed,
        Encoding.UTF8.GetString(payload[..Math.Min(payload.Length, LongestMessage)]));
}
