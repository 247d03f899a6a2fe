using Microsoft.Extensions.Logging;
using RayNet.Runtime.Server.Logging;

namespace RayNet.Runtime.Server.Processes;

/// <summary>What has to be taken apart, the last one first. A step that fails does not keep the others from their turn.</summary>
internal sealed class Teardown(ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly Stack<(string Name, Func<Task> Step)> _steps = [];

    internal void Add(string name, Func<Task> step)
    {
        lock (_gate)
        {
            _steps.Push((name, step));
        }
    }

    internal void Add(string name, IAsyncDisposable part) => Add(name, () => part.DisposeAsync().AsTask());

    internal void Add(string name, IDisposable part) => Add(name, () =>
    {
        part.Dispose();
        return Task.CompletedTask;
    });

    internal async Task RunAsync()
    {
        while (TryTake(out string name, out Func<Task>? step))
        {
            try
            {
                await step!().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                logger.StepFailed(name, exception);
            }
        }
    }

    private bool TryTake(out string name, out Func<Task>? step)
    {
        lock (_gate)
        {
            bool isThere = _steps.TryPop(out (string Name, Func<Task> Step) next);
            (name, step) = next;
            return isThere;
        }
    }
}
