namespace RayNet.Testing.Nodes;

/// <summary>How what comes from one address is held up.</summary>
internal sealed class LinkShape
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _silence;
    private long _delayTicks;

    internal TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, value.Ticks);
    }

    internal void Silence()
    {
        lock (_gate)
        {
            _silence ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    internal void Speak()
    {
        lock (_gate)
        {
            _silence?.TrySetResult();
            _silence = null;
        }
    }

    /// <summary>Waits as long as nothing is to come or go.</summary>
    internal ValueTask HoldWhileSilentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _silence is null ? ValueTask.CompletedTask : new ValueTask(_silence.Task.WaitAsync(cancellationToken));
        }
    }
}
