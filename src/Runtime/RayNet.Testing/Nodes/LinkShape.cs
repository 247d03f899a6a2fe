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

    /// <summary>Waits as long as what has come is not to be seen yet.</summary>
    internal async ValueTask HoldAsync(CancellationToken cancellationToken)
    {
        await HoldWhileSilentAsync(cancellationToken).ConfigureAwait(false);
        if (Delay is { Ticks: > 0 } delay)
        {
            await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    internal ValueTask HoldWhileSilentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _silence is null ? ValueTask.CompletedTask : new ValueTask(_silence.Task.WaitAsync(cancellationToken));
        }
    }
}
