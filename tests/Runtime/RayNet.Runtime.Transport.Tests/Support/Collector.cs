namespace RayNet.Runtime.Transport.Tests.Support;

/// <summary>Keeps what arrives at a link.</summary>
internal sealed class Collector : ILinkReceiver
{
    private readonly Lock _gate = new();
    private readonly List<Frame> _frames = [];
    private readonly List<(Func<List<Frame>, bool> Condition, TaskCompletionSource Happened)> _waiting = [];
    private readonly TaskCompletionSource<LinkException> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _closedCalls;
    private int _lateFrames;

    /// <summary>Whether payloads are kept.</summary>
    internal bool KeepsPayloads { get; init; } = true;

    /// <summary>Runs for each frame on the thread that reads, before it is kept.</summary>
    internal Action<Link, Frame>? OnEach { get; set; }

    /// <summary>Runs after each batch on the thread that reads. Returns whether it still does.</summary>
    internal Func<Link, bool>? OnEnd { get; set; }

    internal int ClosedCalls => Volatile.Read(ref _closedCalls);

    /// <summary>Frames that came after the end was told, which must not be.</summary>
    internal int LateFrames => Volatile.Read(ref _lateFrames);

    internal Frame[] Frames
    {
        get
        {
            lock (_gate)
            {
                return [.. _frames];
            }
        }
    }

    public void OnFrame(Link link, in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone)
    {
        Assert.Equal(header.Length, payload.Length);
        if (ClosedCalls > 0)
        {
            Interlocked.Increment(ref _lateFrames);
        }

        var frame = new Frame(header.Kind, header.Flags, header.Method, header.Slot, KeepsPayloads ? payload.ToArray() : [], isLone);
        OnEach?.Invoke(link, frame);
        lock (_gate)
        {
            _frames.Add(frame);
            for (int index = _waiting.Count - 1; index >= 0; index--)
            {
                if (_waiting[index].Condition(_frames))
                {
                    _waiting[index].Happened.SetResult();
                    _waiting.RemoveAt(index);
                }
            }
        }
    }

    public bool OnBatchEnd(Link link) => OnEnd?.Invoke(link) ?? true;

    public void OnClosed(Link link, LinkException reason)
    {
        Interlocked.Increment(ref _closedCalls);
        _closed.TrySetResult(reason);
    }

    internal Task<LinkException> Closed() => Limit.Of(_closed.Task, "The end of the link was told");

    internal async Task<Frame[]> Arrived(int count)
    {
        var happened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_frames.Count >= count)
            {
                return [.. _frames];
            }

            _waiting.Add((frames => frames.Count >= count, happened));
        }

        await Limit.Of(happened.Task, $"{count} frames arrived");
        return Frames;
    }
}
