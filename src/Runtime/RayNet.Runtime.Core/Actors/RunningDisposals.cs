namespace RayNet.Runtime.Actors;

/// <summary>The disposals of actors that are under way in this process, which does not end before them.</summary>
internal sealed class RunningDisposals
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _none;
    private int _count;

    /// <summary>Completes when none is under way.</summary>
    internal Task WhenNone()
    {
        lock (_gate)
        {
            return _count == 0 ? Task.CompletedTask : (_none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    internal void Enter()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    internal void Leave()
    {
        lock (_gate)
        {
            if (--_count == 0)
            {
                _none?.TrySetResult();
                _none = null;
            }
        }
    }
}
