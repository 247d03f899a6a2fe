using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>Sends the items of a stream as the reader makes room for them.</summary>
internal sealed class StreamSender
{
    private readonly PeerLink _peer;
    private readonly uint _slot;
    private readonly IStreamCall _stream;
    private readonly Lock _gate = new();
    private readonly Task _sending;
    private TaskCompletionSource? _room;
    private long _credit;
    private bool _abandoned;

    internal StreamSender(PeerLink peer, uint slot, IStreamCall stream, ObjectCell call, in WireCallOptions options)
    {
        _peer = peer;
        _slot = slot;
        _stream = stream;
        stream.SetBufferSize(options.StreamBuffer);
        stream.SkipFirst(options.StreamSkip);
        _credit = options.StreamBuffer > 0 ? options.StreamBuffer : long.MaxValue;
        call.AddContinuation(new Closer());
        _sending = Task.Run(SendAsync);
    }

    internal void AddCredit(int count)
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            if (_credit == long.MaxValue)
            {
                return;
            }

            _credit += count;
            room = _room;
            _room = null;
        }

        room?.TrySetResult();
    }

    /// <summary>The reader has given up: it sends no more credit, and has no room for what is left.</summary>
    internal void Abandon()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            _abandoned = true;
            room = _room;
            _room = null;
        }

        room?.TrySetResult();
    }

    /// <summary>The producer has ended: its answer follows the last item.</summary>
    internal void End(IncomingCall call) => _ = EndAsync(call);

    private async Task EndAsync(IncomingCall call)
    {
        if (call.Call.Failure is { Exception: RemoteTaskCanceledException })
        {
            Abandon();
        }

        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        call.Answer();
        PeerLink.FlushDirty();
    }

    private async Task SendAsync()
    {
        try
        {
            while (await _stream.WaitForItemAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (!await WaitForRoomAsync().ConfigureAwait(false) || !SendOne())
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is not LinkException)
        {
            // The producer's own failure is the answer's; one of writing an item ends the stream with it.
            (_stream as ObjectCell)?.Home?.Cancel((ObjectCell)_stream, force: false, recursive: true);
        }
        finally
        {
            PeerLink.FlushDirty();
        }
    }

    /// <summary>Completes with <see langword="true"/> when one more item may be sent.</summary>
    private ValueTask<bool> WaitForRoomAsync()
    {
        lock (_gate)
        {
            if (_abandoned)
            {
                return ValueTask.FromResult(false);
            }

            if (_credit > 0)
            {
                if (_credit != long.MaxValue)
                {
                    _credit--;
                }

                return ValueTask.FromResult(true);
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return WaitAgainAsync(_room.Task);
        }
    }

    private async ValueTask<bool> WaitAgainAsync(Task room)
    {
        PeerLink.FlushDirty();
        await room.ConfigureAwait(false);
        return await WaitForRoomAsync().ConfigureAwait(false);
    }

    private bool SendOne()
    {
        try
        {
            return SendOne(default);
        }
        catch (LargeBlockException)
        {
            // The item is still the next one.
            return SendOne(CallPayload.WriteItem(_peer, _stream));
        }
    }

    private bool SendOne(ReadOnlyMemory<byte> item)
    {
        Link link = _peer.Link;
        lock (link.Gate)
        {
            if (link.IsClosed)
            {
                return false;
            }

            link.BeginFrame(FrameKind.StreamItem, 0, 0, _slot);
            bool written = false;
            try
            {
                var writer = new MessagePackWriter(link.Output);
                if (item.IsEmpty)
                {
                    written = _stream.TryWriteItem(ref writer, _peer.Options);
                }
                else
                {
                    writer.WriteRaw(item.Span);
                    written = true;
                }

                writer.Flush();
            }
            finally
            {
                if (written)
                {
                    link.EndFrame();
                }
                else
                {
                    link.DropFrame();
                }
            }
        }

        _peer.Touch();
        return true;
    }

    /// <summary>Ends the channel of items, as the reader's side does where both are in one process.</summary>
    private sealed class Closer : CellContinuation
    {
        internal override void OnCompleted(ObjectCell cell) => ((IStreamCall)cell).CloseItems();
    }
}
