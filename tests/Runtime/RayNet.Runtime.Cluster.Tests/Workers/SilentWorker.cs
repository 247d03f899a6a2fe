using RayNet.Runtime.Cluster.Node;

namespace RayNet.Runtime.Cluster.Tests.Workers;

/// <summary>A process that starts and never says a word.</summary>
internal sealed class SilentWorker(int processId) : IWorkerProcess
{
    private readonly TaskCompletionSource<string> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int ProcessId { get; } = processId;

    public Task<string> Exited => _exited.Task;

    public void Kill() => _exited.TrySetResult("died: signal 9");
}
