using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Cluster.Node.Memory;
using RayNet.Runtime.Cluster.Node.Sharing;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>Why a worker is gone. The link only says that it is; the worker's node may know more.</summary>
internal static class LossCauses
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Whether the node may know more: the worker has not said goodbye.</summary>
    internal static bool MayBeKnown(PeerLink peer, Exception reason) =>
        peer.Link.Peer.Kind == ProcessKind.Worker && reason is LinkException { Error: not LinkError.Closed };

    /// <summary>The node's reason, or else the link's.</summary>
    internal static async Task<Exception> FindAsync(ClusterRuntime runtime, PeerLink peer, Exception reason)
    {
        try
        {
            Task<WorkerEnd?> asked = runtime.Node.GetWorkerEndAsync(peer.Process, peer.Link.Peer.Node).AsTask();
            return await asked.WaitAsync(Limit, runtime.TimeProvider).ConfigureAwait(false) is { } end ? Make(end) : reason;
        }
        catch (Exception)
        {
            // The worker's node is gone too, or the own one: whatever it is, the calls must not wait for it.
            return reason;
        }
    }

    /// <summary>The error of a call that was lost with its worker.</summary>
    internal static RayException OfTask(string name, int attempts, Exception reason) => reason switch
    {
        RayOutOfMemoryException memory => new RayOutOfMemoryException($"{name} was lost after {attempts} attempts: {memory.Message}", memory.NodeId, memory.ProcessId, memory.WorkerBytes, memory.UsedBytes, memory.TotalBytes, memory.Threshold),
        PreemptedException taken => new PreemptedException($"{name} was preempted: {taken.Message}", taken.NodeId, taken.ProcessId, taken.Priority, taken.PreemptedBy, taken.PreemptedByQuota, taken.PreemptedByPriority),
        _ => new WorkerCrashedException($"{name} was lost with its worker after {attempts} attempts: {reason.Message}", reason),
    };

    /// <summary>The error of everything that needs the own node, which is gone.</summary>
    internal static RayShutdownException OfNode(LinkException reason) =>
        new($"The link to the node has ended: {reason.Message} Start the program again when the node is back.", reason);

    /// <summary>Why a node stopped a worker, for people.</summary>
    internal static string Describe(WorkerEnd end) => $"The {(end.PreemptedBy == default ? MemoryMonitor.Describe(end) : Preemptor.Describe(end))}";

    private static RayException Make(WorkerEnd end) => end.PreemptedBy != default
        ? new PreemptedException(Describe(end), end.Node, end.ProcessId, end.Priority, end.PreemptedBy, end.PreemptedByTeam, end.PreemptedByPriority)
        : new RayOutOfMemoryException(Describe(end), end.Node, end.ProcessId, end.WorkerBytes, end.UsedBytes, end.TotalBytes, end.Threshold);
}
