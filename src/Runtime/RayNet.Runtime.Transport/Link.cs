using System.Buffers.Binary;
using System.Text;

namespace RayNet.Runtime.Transport;

/// <summary>
/// One duplex connection between two processes. Frames gather in a batch under <see cref="Gate"/>; whoever flushes sends the whole batch.
/// While one batch is on its way the next one gathers, so that the number of messages adapts to the load without a timer.
/// </summary>
/// <remarks>
/// The memory of a link is what callers gather: writing a frame never waits. Who may write faster than the other side reads waits by
/// <see cref="WaitForRoomAsync"/>, or has credits.
/// </remarks>
internal abstract partial class Link : IThreadPoolWorkItem, IAsyncDisposable
{
    /// <summary>After so many batches a thread that only wanted to flush leaves the others' frames to the pool.</summary>
    private const int BatchesAtOnce = 16;

    private readonly LinkOptions _options;
    private FrameBuffer _active = new();
    private FrameBuffer _spare = new();
    private TaskCompletionSource? _room;
    private bool _sending;
    private bool _flushQueued;
    private bool _dirty;
    private bool _frameOpen;
    private int _frameStart;

    private protected Link(LinkHello peer, FrameParser parser, LinkOptions options)
    {
        Peer = peer;
        Parser = parser;
        _options = options;
        _onFrame = OnFrame;
        parser.Widen(options.MaxFrameBytes);
    }

    /// <summary>Held while a frame is written. Whoever holds it must not take another link's.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>The other side.</summary>
    internal LinkHello Peer { get; }

    /// <summary>What the owner of the link keeps with it.</summary>
    internal object? State { get; set; }

    /// <summary>Whether both processes are on one machine and see the same shared memory.</summary>
    internal abstract bool SharesMemory { get; }

    /// <summary>Where the open frame's payload goes. Only under the gate.</summary>
    internal FrameBuffer Output => _active;

    /// <summary>How many bytes wait for the connection, about.</summary>
    internal int Backlog => Volatile.Read(ref _active).Length + (Volatile.Read(ref _sending) ? Volatile.Read(ref _spare).Length : 0);

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _flushQueued, false);
        Flush();
    }

    /// <summary>Begins a frame. Only under the gate; <see cref="EndFrame"/> or <see cref="DropFrame"/> follows before the gate opens.</summary>
    /// <exception cref="LinkException">The link has ended.</exception>
    internal void BeginFrame(FrameKind kind, byte flags = 0, ushort method = 0, uint slot = 0)
    {
        if (_frameOpen)
        {
            throw new InvalidOperationException("A value that is being sent makes remote calls while it is written. Read what it needs before the call.");
        }

        if (_state != Open)
        {
            throw EndedException();
        }

        AppendHeader(kind, flags, method, slot);
    }

    /// <summary>Completes the frame.</summary>
    /// <exception cref="LinkException">It is over the limit; nothing of it is sent.</exception>
    internal void EndFrame()
    {
        if (!_frameOpen)
        {
            // The link was closed by what wrote the frame.
            throw _state != Open ? EndedException() : new InvalidOperationException("No frame has begun.");
        }

        int length = _active.Length - _frameStart - FrameHeader.Size;
        if (length > _options.MaxFrameBytes)
        {
            DropFrame();
            throw new LinkException(LinkError.FrameTooLarge, $"A call or result of {length} bytes is over the limit of {_options.MaxFrameBytes} for one frame. Put large values into the object store with Ray.Put and pass the reference.");
        }

        BinaryPrimitives.WriteInt32LittleEndian(_active.At(_frameStart), length);
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

    /// <summary>Sends a frame without payload, or with one that is at hand, soon. Does nothing when the link has ended.</summary>
    /// <exception cref="LinkException">The payload is over the limit; nothing of it is sent.</exception>
    internal void Post(FrameKind kind, byte flags = 0, ushort method = 0, uint slot = 0, ReadOnlySpan<byte> payload = default)
    {
        lock (Gate)
        {
            if (_state != Open)
            {
                return;
            }

            BeginFrame(kind, flags, method, slot);
            AppendAndEnd(payload);
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

    /// <summary>Whether something was written that nobody has flushed.</summary>
    internal bool IsDirty => Volatile.Read(ref _dirty);

    /// <summary>Lets the pool flush: what is submitted until then goes along.</summary>
    internal void ScheduleFlush()
    {
        if (!Volatile.Read(ref _flushQueued) && !Interlocked.Exchange(ref _flushQueued, true))
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>
    /// Sends what has gathered, on this thread, unless another one is sending: it then takes this along. Does not wait for the other side:
    /// what the connection does not take at once goes on elsewhere.
    /// </summary>
    internal void Flush() => SendBatches(mine: false);

    /// <summary>Completes when the connection has taken so much that <see cref="Backlog"/> is within the limit, or the link has ended.</summary>
    internal ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        if (Backlog <= _options.MaxBacklogBytes)
        {
            return ValueTask.CompletedTask;
        }

        Flush();
        Task room;
        lock (Gate)
        {
            if (_state != Open || Backlog <= _options.MaxBacklogBytes)
            {
                return ValueTask.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            room = _room.Task;
        }

        return new ValueTask(room.WaitAsync(cancellationToken));
    }

    /// <summary>Sends bytes; one call at a time. The memory is valid until the result completes.</summary>
    private protected abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Whether this thread is there for nothing but sending.</summary>
    private protected virtual bool OnSendingThread => false;

    private LinkException EndedException() => new(_reason!.Error, _reason.Message, _reason);

    private void AppendHeader(FrameKind kind, byte flags, ushort method, uint slot)
    {
        int start = _active.Length;
        new FrameHeader(0, kind, flags, method, slot).Write(_active.GetSpan(FrameHeader.Size));
        _active.Advance(FrameHeader.Size);
        _frameStart = start;
        _frameOpen = true;
    }

    private void AppendAndEnd(ReadOnlySpan<byte> payload)
    {
        try
        {
            if (!payload.IsEmpty)
            {
                payload.CopyTo(_active.GetSpan(payload.Length));
                _active.Advance(payload.Length);
            }

            EndFrame();
        }
        catch
        {
            DropFrame();
            throw;
        }
    }

    /// <param name="mine">Whether this thread is the one that sends, and its batch has just gone.</param>
    private void SendBatches(bool mine)
    {
        for (int count = 0; ; count++)
        {
            FrameBuffer batch;
            lock (Gate)
            {
                if (mine)
                {
                    _spare.Clear();
                    _sending = false;
                    LetWritersOn();
                }

                if (_sending || _frameOpen || _state == Ended)
                {
                    return;
                }

                if (_active.Length == 0)
                {
                    // A mark may come after the flush that took along what it was for.
                    _dirty = false;
                    if (_state != Closing)
                    {
                        return;
                    }

                    break;
                }

                if (count >= BatchesAtOnce && !OnSendingThread)
                {
                    ScheduleFlush();
                    return;
                }

                _sending = mine = true;
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
                FailSending(exception);
                return;
            }

            if (!sent.IsCompletedSuccessfully)
            {
                _ = FinishSendAsync(sent);
                return;
            }
        }

        // The goodbye was the last frame, and it is gone.
        Release(abort: false);
    }

    private async Task FinishSendAsync(ValueTask sent)
    {
        try
        {
            await sent.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            FailSending(exception);
            return;
        }

        SendBatches(mine: true);
    }

    private void LetWritersOn()
    {
        if (_room is { } room && (_state == Ended || _active.Length <= _options.MaxBacklogBytes))
        {
            _room = null;
            room.SetResult();
        }
    }

    private static byte[] Shorten(string message)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        return bytes.Length <= LongestMessage ? bytes : bytes[..LongestMessage];
    }
}
