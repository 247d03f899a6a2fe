using System.Buffers.Binary;

namespace RayNet.Runtime.Transport.Tests.Support;

/// <summary>A receiver that runs lone frames, or the last ones of batches, in place, and checks that each frame comes once and in order. Cheap, so that much can go through.</summary>
internal sealed class Steals(bool inOnFrame, Action<uint> call) : ILinkReceiver
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private (uint Count, TaskCompletionSource Happened)? _waiting;
    private uint _next;
    private uint? _last;
    private int _closedCalls;

    internal int Wrong { get; private set; }

    internal int ClosedCalls => Volatile.Read(ref _closedCalls);

    public void OnFrame(Link link, in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone)
    {
        uint slot = header.Slot;
        lock (_gate)
        {
            if (slot != _next || payload.Length != 4 || BinaryPrimitives.ReadUInt32LittleEndian(payload.Span) != slot)
            {
                Wrong++;
            }

            _next = slot + 1;
            if (_waiting is { } waiting && _next >= waiting.Count)
            {
                _waiting = null;
                waiting.Happened.SetResult();
            }
        }

        if (isLone && inOnFrame)
        {
            int token = link.BeginInline();
            call(slot);
            link.EndInline(token);
        }
        else if (!inOnFrame)
        {
            _last = slot;
        }
    }

    public bool OnBatchEnd(Link link)
    {
        if (_last is not { } slot)
        {
            return true;
        }

        _last = null;
        int token = link.BeginInline();
        call(slot);
        return link.EndInline(token);
    }

    public void OnClosed(Link link, LinkException reason)
    {
        Interlocked.Increment(ref _closedCalls);
        _closed.TrySetResult();
    }

    internal Task Closed() => Limit.Of(_closed.Task, "The end of the link was told");

    internal Task Arrived(uint count)
    {
        var happened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_next >= count)
            {
                return Task.CompletedTask;
            }

            _waiting = (count, happened);
        }

        return Limit.Of(happened.Task, $"{count} frames arrived");
    }
}
