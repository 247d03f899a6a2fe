using RayNet.CompilerServices;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Scheduling;

/// <summary>Says why a task is pending, from the same account that the scheduler decides by.</summary>
internal static class TaskExplainer
{
    internal static PendingExplanation Explain(TaskHome home, ObjectCell call)
    {
        string name = home.Settings.Name;
        return call.State switch
        {
            CellState.Waiting when call.FailedAttempts > 0 =>
                new PendingExplanation(PendingReason.WaitingForRetry, $"{name} failed {call.FailedAttempts} times and is repeated after a delay."),
            CellState.Waiting => WaitingForArgument(name, call),
            CellState.Queued => Queued(home, name),
            CellState.Running or CellState.Completing => new PendingExplanation(PendingReason.Running, $"{name} is running."),
            _ => new PendingExplanation(PendingReason.NotPending, $"{name} has ended."),
        };
    }

    internal static PendingExplanation WaitingForArgument(string name, ObjectCell call)
    {
        ObjectCell? argument = DependencyWaiter.FirstPending(call);
        string producer = argument?.Home?.NameOf(argument) ?? "a task";
        return new PendingExplanation(PendingReason.WaitingForArgument, $"{name} waits for an argument that {producer} produces: {argument?.Home?.Explain(argument).Message}");
    }

    /// <summary>An explanation with the quantities of a demand.</summary>
    internal static PendingExplanation WithResources(PendingReason reason, string message, ResourceDemand demand, LeaseManager leases)
    {
        Dictionary<string, double> requested = demand.ToDictionary();
        Dictionary<string, double> total = leases.Snapshot(available: false);
        Dictionary<string, double> available = leases.Snapshot(available: true);
        return new PendingExplanation(reason, message)
        {
            Requested = requested,
            Total = requested.Keys.ToDictionary(static key => key, key => total.GetValueOrDefault(key), StringComparer.Ordinal),
            Available = requested.Keys.ToDictionary(static key => key, key => available.GetValueOrDefault(key), StringComparer.Ordinal),
        };
    }

    private static PendingExplanation Queued(TaskHome home, string name)
    {
        LeaseManager leases = home.Queue.Leases;
        ResourceDemand demand = home.Queue.Demand;
        if (home.Queue.Rules.Group is var id && id != default && home.Cluster.Groups.Find(id) is { State: PlacementGroupState.Pending } group)
        {
            return WithResources(PendingReason.WaitingForPlacementGroup, $"{name} waits for {group.Group}, which has no place yet.", demand, leases);
        }

        if (home.Queue.Fit is { IsPlaced: false } fit)
        {
            return WithResources(fit.Reason, PendingText.Of(fit.Reason, name, demand, home.Queue.Rules.Selectors, fit.Node), demand, leases);
        }

        int length = home.Queue.Count;
        PendingExplanation explanation = home.Queue.IsWaiting
            ? WithResources(PendingReason.WaitingForResources, $"{name} waits for {demand}: the resources are in use, and {length} calls are queued for the same.", demand, leases)
            : WithResources(PendingReason.Queued, $"{name} is queued and about to start.", demand, leases);
        return explanation with { QueueLength = length, QueueBytes = home.Queue.MeasureBytes() };
    }
}
