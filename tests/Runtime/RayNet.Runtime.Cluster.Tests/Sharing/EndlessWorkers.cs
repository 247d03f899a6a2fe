using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Tests.Sharing;

/// <summary>A worker for each lease, at once, or one for each job.</summary>
internal sealed class EndlessWorkers : IWorkerSource
{
    private readonly Dictionary<JobId, WorkerEntry> _shared = [];
    private ulong _next;

    /// <summary>Whether all leases of a job are in one worker.</summary>
    internal bool IsShared { get; init; }

    public WorkerChoice Choose(LeaseRequest request, IReadOnlyList<string> gpus)
    {
        if (!IsShared || !_shared.TryGetValue(request.Job, out WorkerEntry? worker))
        {
            worker = new WorkerEntry(++_next, request.Job, $"w{_next}");
            _shared[request.Job] = worker;
        }

        return new WorkerChoice(worker, null);
    }
}
