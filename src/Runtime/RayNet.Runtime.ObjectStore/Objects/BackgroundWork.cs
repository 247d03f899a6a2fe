namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>Work that nobody awaits one by one, but whose end somebody can await. The work handles its errors itself.</summary>
internal sealed class BackgroundWork
{
    private readonly Lock _gate = new();
    private int _running;
    private TaskCompletionSource? _idle;

    internal void Start(Func<Task> work)
    {
        lock (_gate)
        {
            _running++;
        }

        _ = Task.Run(() => RunAsync(work));
    }

    internal Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (_running == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (--_running == 0)
                {
                    _idle?.TrySetResult();
                    _idle = null;
                }
            }
        }
    }
}
