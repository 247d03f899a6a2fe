using System.Threading.Channels;
using RayNet.Runtime.Cluster.Node;

namespace RayNet.Runtime.Cluster.Tests.Workers;

/// <summary>Starts silent workers, and says of each that it was started.</summary>
internal sealed class SilentStarter : IWorkerStarter
{
    private readonly Channel<SilentWorker> _started = Channel.CreateUnbounded<SilentWorker>();
    private int _next;

    internal async Task<SilentWorker> NextAsync() => await _started.Reader.ReadAsync().AsTask().Within("the start of a worker");

    public Task<IWorkerProcess> StartAsync(WorkerStartInfo start, CancellationToken cancellationToken)
    {
        var worker = new SilentWorker(++_next);
        _started.Writer.TryWrite(worker);
        return Task.FromResult<IWorkerProcess>(worker);
    }

    public void EndJob(JobId job)
    {
    }
}
