using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Cluster.Tasks;

/// <summary>Says why a sent task is pending.</summary>
internal static class RemoteExplainer
{
    internal static PendingExplanation Explain(RemoteTaskHome home, ObjectCell call)
    {
        string name = home.Settings.Name;
        switch (call.State)
        {
            case CellState.Waiting when call.FailedAttempts > 0:
                return new PendingExplanation(PendingReason.WaitingForRetry, $"{name} failed {call.FailedAttempts} times and is repeated after a delay.");
            case CellState.Waiting:
                ObjectCell? argument = DependencyWaiter.FirstPending(call);
                return new PendingExplanation(PendingReason.WaitingForArgument, $"{name} waits for an argument that {argument?.Home?.NameOf(argument) ?? "a task"} produces: {argument?.Home?.Explain(argument).Message}");
            case CellState.Queued:
                return Queued(home, name);
            case CellState.Running or CellState.Completing:
                return call.Location is null
                    ? new PendingExplanation(PendingReason.Running, $"{name} was sent to a worker and runs, or is about to.")
                    : new PendingExplanation(PendingReason.NotPending, $"{name} has ended; its value is in the object store.");
            default:
                return new PendingExplanation(PendingReason.NotPending, $"{name} has ended.");
        }
    }

    private static PendingExplanation Queued(RemoteTaskHome home, string name)
    {
        LeasedQueue queue = home.Queue;
        Dictionary<string, double> requested = queue.Demand.ToDictionary();
        IReadOnlyDictionary<string, double> total = home.Runtime.Client.ClusterResources();
        IReadOnlyDictionary<string, double> available = home.Runtime.Client.AvailableResources();
        PendingReason reason = queue.Infeasible is not null ? PendingReason.Infeasible : queue.IsSaturated ? PendingReason.WaitingForResources : PendingReason.Queued;
        string message = reason switch
        {
            PendingReason.Infeasible => $"{name} asks for {queue.Demand}, which no node has. It stays pending until such a node joins.",
            PendingReason.WaitingForResources => $"{name} waits for {queue.Demand}: the resources are in use, and {queue.Count} calls are queued for the same.",
            _ => $"{name} is queued and about to start.",
        };
        return new PendingExplanation(reason, message)
        {
            QueueLength = queue.Count,
            Requested = requested,
            Total = requested.Keys.ToDictionary(static key => key, key => total.GetValueOrDefault(key), StringComparer.Ordinal),
            Available = requested.Keys.ToDictionary(static key => key, key => available.GetValueOrDefault(key), StringComparer.Ordinal),
        };
    }
}
