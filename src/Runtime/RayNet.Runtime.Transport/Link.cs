namespace RayNet.Runtime.Transport;

/// <summary>
/// One duplex connection between two processes. Frames gather in a batch under <see cref="Gate"/>; whoever flushes sends the whole batch.
/// While one batch is on its way the next one gathers, so that the number of messages adapts to the load without a timer.
/// </summary>
internal abstract class Link : IThreadPoolWorkItem, IAsyncDisposable
{
    [ThreadStatic]
    private static Link? t_inline;

    [ThreadStatic]
    private static int t_token;

    private readonly int _maxFrameBytes;
    private FrameBuffer _active = new();
    private FrameBuffer _spare = new();
    private bool _sending;
    private bool _flushQueued;
    private bool _dirty;
    private bool _frameOpen;
    private int _frameStart;
    private int _closed;

    /// <summary>Odd while the reading thread runs a call in place; each such time has a number of its own.</summary>
    private int _inline;
    private LinkException? _reason;

    private protected Link(LinkHello peer, LinkOptions options)
    {
        Peer = peer;
        _maxFrameBytes = options.MaxFrameBytes;
    }

    /// <summary>Held while a frame is written. Whoever holds it must not take another link's.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>The other side.</summary>
    internal LinkHello Peer { get; }

    /// <summary>What the owner of the link keeps with it.</summary>
    internal object? State { get; set; }

    /// <summary>Whether both processes are on one machine and see the same shared memory.</summary>
    internal abstract bool SharesMemory { get; }

    internal bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>Why the link has ended.</summary>
    internal LinkException? Reason => Volatile.Read(ref _reason);

    /// <summary>Where the open frame's payload goes. Only under the gate.</summary>
    internal FrameBuffer Output => _active;

    /// <summary>Starts to deliver frames. Until then they wait.</summary>
    internal abstract void Start(ILinkReceiver receiver);

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _flushQueued, false);
        Flush();
    }

    /// <summary>Begins a frame. Only under the gate; <see cref="EndFrame"/> or <see cref="DropFrame"/> follows.</summary>
    /// <exception cref="LinkException">The link has ended.</exception>
    internal void BeginFrame(FrameKind kind, byte flags = 0, ushort method = 0, uint slot = 0)
    {
        if (_frameOpen)
        {
            throw new InvalidOperationException("A value that is being sent makes remote calls while it is written. Read what it needs before the call.");
        }

        if (IsClosed)
        {
            throw _reason!;
        }

        _frameStart = _active.Length;
        new FrameHeader(0, kind, flags, method, slot).Write(_active.GetSpan(FrameHeader.Size));
        _active.Advance(FrameHeader.Size);
        _frameOpen = true;
    }

    /// <summary>Completes the frame.</summary>
    /// <exception cref="LinkException">It is over the limit; nothing of it is sent.</exception>
    internal void EndFrame()
    {
        int length = _active.Length - _frameStart - FrameHeader.Size;
        if (length > _maxFrameBytes)
        {
            DropFrame();
            throw new LinkException(LinkError.FrameTooLarge, $"A call or result of {length} bytes is over the limit of {_maxFrameBytes} for one frame. Put large values into the object store with Ray.Put and pass the reference.");
        }

        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(_active.At(_frameStart), length);
        _frameOpen = false;
    }

    /// <summary>Takes the open frame back.</summary>
    internal void DropFrame()
    {
        if (_frameOpen)
        {
            _active.Truncate(_frameStart);
            _frameOpen = false;
        }
    }

    /// <summary>Sends a frame without payload, or with one that is at hand, soon.</summary>
    internal void Post(FrameKind kind, byte flags = 0, ushort method = 0, uint slot = 0, ReadOnlySpan<byte> payload = default)
    {
        lock (Gate)
        {
            if (IsClosed)
            {
                return;
            }

            BeginFrame(kind, flags, method, slot);
            if (!payload.IsEmpty)
            {
                payload.CopyTo(_active.GetSpan(payload.Length));
                _active.Advance(payload.Length);
            }

            EndFrame();
        }

        ScheduleFlush();
    }

    /// <summary>What was written is sent soon: by whoever flushes first, at the latest by the monitor's next look.</summary>
    internal void MarkDirty()
    {
        if (!Volatile.Read(ref _dirty))
        {
            Volatile.Write(ref _dirty, true);
        }

        LinkMonitor.Note();
    }

    /// <summary>The monitor looks: what nobody has flushed since the last look is sent.</summary>
    internal void FlushIfDirty()
    {
        if (Volatile.Read(ref _dirty))
        {
            ScheduleFlush();
        }
    }

    /// <summary>Lets the pool flush: what is submitted until then goes along.</summary>
    internal void ScheduleFlush()
    {
        if (!Volatile.Read(ref _flushQueued) && !Interlocked.Exchange(ref _flushQueued, true))
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Sends what has gathered, on this thread, unless another one is sending: it then takes this along.</summary>
    internal void Flush()
    {
        while (true)
        {
            FrameBuffer batch;
            lock (Gate)
            {
                if (_sending || _active.Length == 0 || _frameOpen || IsClosed)
                {
                    return;
                }

                _sending = true;
                _dirty = false;
                batch = _active;
                _active = _spare;
                _spare = batch;
            }

            ValueTask sent;
            try
            {
                sent = SendAsync(batch.Written);
            }
            catch (Exception exception)
            {
                Fail(exception);
                return;
            }

            if (!sent.IsCompletedSuccessfully)
            {
                _ = FinishSendAsync(sent, batch);
                return;
            }

            EndSend(batch);
        }
    }

    /// <summary>
    /// The receiver is about to run one call on the thread that reads the link. From now on another thread takes over the reading as soon as
    /// the call blocks, or when it has not ended after a moment; so nothing that arrives waits for user code.
    /// </summary>
    /// <returns>The token for <see cref="EndInline"/>.</returns>
    internal int BeginInline()
    {
        int token = _inline + 1;
        Volatile.Write(ref _inline, token);
        t_inline = this;
        t_token = token;
        LinkMonitor.Note();
        return token;
    }

    /// <summary>The call has ended. Returns whether this thread still reads the link.</summary>
    internal bool EndInline(int token)
    {
        t_inline = null;
        return Interlocked.CompareExchange(ref _inline, token + 1, token) == token;
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

    /// <summary>The token of the call that runs in place, or an even number.</summary>
    internal int InlineToken => Volatile.Read(ref _inline);

    /// <summary>Lets another thread read the link, unless the call has ended meanwhile.</summary>
    internal void TakeOver(int token)
    {
        if (Interlocked.CompareExchange(ref _inline, token + 1, token) == token)
        {
            ResumeReading();
        }
    }

    /// <summary>Tells the other side why, and ends the link.</summary>
    internal void Close(LinkError error, string message)
    {
        if (!IsClosed)
        {
            Post(FrameKind.Goodbye, (byte)error, payload: System.Text.Encoding.UTF8.GetBytes(message));
            Flush();
        }

        End(new LinkException(error, message));
    }

    public virtual ValueTask DisposeAsync()
    {
        Close(LinkError.Closed, "The process ended the link.");
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends bytes; one call at a time. The memory is valid until the result completes.</summary>
    private protected abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Goes on reading on another thread.</summary>
    private protected abstract void ResumeReading();

    /// <summary>Releases the connection. Called once.</summary>
    private protected abstract void Disconnect();

    /// <summary>Ends the link on this side. The first reason stays.</summary>
    private protected void End(LinkException reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
        {
            Volatile.Write(ref _closed, 1);
            Disconnect();
        }
    }

    private protected void Fail(Exception exception) => End(exception as LinkException
        ?? new LinkException(LinkError.Broken, $"The link to {Describe()} broke: {exception.Message}", exception));

    private protected string Describe() => $"{Peer.Kind.ToString().ToLowerInvariant()} {Peer.Process:x16} (pid {Peer.ProcessId})";

    /// <summary>What a goodbye of the other side means.</summary>
    private protected static LinkException ReadGoodbye(in FrameHeader header, ReadOnlySpan<byte> payload) =>
        new(Enum.IsDefined((LinkError)header.Flags) ? (LinkError)header.Flags : LinkError.Closed, System.Text.Encoding.UTF8.GetString(payload));

    private void EndSend(FrameBuffer batch)
    {
        batch.Clear();
        lock (Gate)
        {
            _sending = false;
        }
    }

    private async Task FinishSendAsync(ValueTask sent, FrameBuffer batch)
    {
        try
        {
            await sent.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(exception);
            return;
        }

        EndSend(batch);
        Flush();
    }
}
