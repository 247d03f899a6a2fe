using RayNet.Runtime.Cluster.Node;

namespace RayNet.Runtime.Cluster.Tests.Workers;

/// <summary>Cannot start a worker.</summary>
internal sealed class FailingStarter : IWorkerStarter
{
    private int _count;

    /// <summary>How often it was to start one.</summary>
    internal int Count => Volatile.Read(ref _count);

    public Task<IWorkerProcess> StartAsync(WorkerStartInfo start, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        return Task.FromException<IWorkerProcess>(new BuildMismatchException("The build cannot be had."));
    }

    public void EndJob(JobId job)
    {
    }
}
