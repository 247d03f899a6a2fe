using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>Where the scheduler gets workers from.</summary>
internal interface IWorkerSource
{
    /// <summary>A worker that can take the request now. Starts one where none can; the scheduler is told when it has come.</summary>
    /// <param name="request">The request.</param>
    /// <param name="gpus">The GPUs that it gets: a worker sees these and no others.</param>
    WorkerChoice Choose(LeaseRequest request, IReadOnlyList<string> gpus);
}
