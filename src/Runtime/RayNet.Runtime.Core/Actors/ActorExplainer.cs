using RayNet.CompilerServices;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Actors;

/// <summary>Says why a call of an actor is pending.</summary>
internal static class ActorExplainer
{
    internal static PendingExplanation Explain(ActorHost host, ObjectCell call)
    {
        string name = host.SettingsOf(call).Name;
        switch (call.State)
        {
            case CellState.Waiting when call.FailedAttempts > 0:
                return new PendingExplanation(PendingReason.WaitingForRetry, $"{name} failed {call.FailedAttempts} times and is repeated after a delay.");
            case CellState.Waiting when Execution.DependencyWaiter.FirstPending(call) is not null:
                return TaskExplainer.WaitingForArgument(name, call);
            case CellState.Waiting:
                return new PendingExplanation(PendingReason.WaitingForActor, $"{name} waits for an earlier call of the same caller, whose argument is not ready.");
            case CellState.Running or CellState.Completing:
                return new PendingExplanation(PendingReason.Running, $"{name} is running.");
            case CellState.Queued:
                return host.State == ActorState.Creating
                    ? Creating(host, name)
                    : new PendingExplanation(PendingReason.WaitingForActor, $"{name} waits for earlier calls of {host}.");
            default:
                return new PendingExplanation(PendingReason.NotPending, $"{name} has ended.");
        }
    }

    private static PendingExplanation Creating(ActorHost host, string name)
    {
        ResourceDemand demand = host.PlacementDemand;
        LeaseManager leases = host.Cluster.Leases;
        if (host.ClassHome.Fit is { IsPlaced: false } fit)
        {
            return TaskExplainer.WithResources(fit.Reason, $"{name} waits for an actor. {PendingText.Of(fit.Reason, host.ToString(), demand, host.ClassHome.Rules.Selectors, fit.Node)}", demand, leases);
        }

        return host.IsWaitingForResources
            ? TaskExplainer.WithResources(PendingReason.WaitingForResources, $"{name} waits for {host}, which waits for {demand}: the resources are in use.", demand, leases)
            : new PendingExplanation(PendingReason.WaitingForActorCreation, $"{name} waits for the constructor of {host}.");
    }
}
