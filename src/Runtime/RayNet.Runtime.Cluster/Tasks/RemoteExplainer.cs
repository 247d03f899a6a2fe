using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Actors;
using RayNet.Runtime.Cluster.Groups;
using RayNet.Runtime.Control;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Sharing;

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

    /// <summary>Why an actor has no worker, by the nodes as they are now.</summary>
    internal static PendingExplanation ForActor(ClusterRuntime runtime, string name, RemoteActor actor)
    {
        if (actor.Ownership?.ClassHome is not { } home)
        {
            return new PendingExplanation(PendingReason.WaitingForActorCreation, $"{name} waits for {actor}, which has no worker yet.");
        }

        IReadOnlyList<ClusterNode> nodes = runtime.Client.GetNodes();
        PlacementOutcome outcome = SchedulingPolicies.Decide(UserPolicies.Snapshot(nodes), home.Rules.ToRequest(home.Demand, home.PlacementDemand));
        return outcome.IsPlaced
            ? new PendingExplanation(PendingReason.WaitingForActorCreation, $"{name} waits for {actor}, which has no worker yet.")
            : With(nodes, home.PlacementDemand, outcome.Reason, $"{name} waits for an actor. {PendingText.Of(outcome.Reason, actor.ToString(), home.PlacementDemand, home.Rules.Selectors, outcome.Node)}");
    }

    private static PendingExplanation Queued(RemoteTaskHome home, string name)
    {
        LeasedQueue queue = home.Queue;
        IReadOnlyList<ClusterNode> nodes = home.Runtime.Client.GetNodes();
        if (!queue.IsSaturated && queue.Unplaced is null)
        {
            return With(nodes, queue.Demand, PendingReason.Queued, $"{name} is queued and about to start.") with { QueueLength = queue.Count, QueueBytes = queue.MeasureBytes() };
        }

        if (queue.Rules.Group != default)
        {
            return InGroup(home.Runtime, name, queue, nodes);
        }

        // The queue asked a while ago; by now a node may have come, or gone.
        PlacementOutcome outcome = SchedulingPolicies.Decide(UserPolicies.Snapshot(nodes), queue.Rules.ToRequest(queue.Demand, queue.Demand));
        if (outcome.IsPlaced && FindQuota(home.Runtime, queue.Demand) is { } quota)
        {
            return With(nodes, queue.Demand, PendingReason.WaitingForQuota, $"{name} waits for {queue.Demand}: quota of team '{quota.Quota.Name}': {QuotaCodec.Describe(quota)}. It starts when enough of the team's calls have ended, or 'raynet quota set {quota.Quota.Name}' allows more.") with { QueueLength = queue.Count, QueueBytes = queue.MeasureBytes() };
        }

        PendingReason reason = outcome.IsPlaced ? PendingReason.WaitingForResources : outcome.Reason;
        string message = PendingText.Of(reason, name, queue.Demand, queue.Rules.Selectors, outcome.IsPlaced ? default : outcome.Node);
        return With(nodes, queue.Demand, reason, reason == PendingReason.WaitingForResources ? $"{message} {queue.Count} calls are queued for the same." : message) with { QueueLength = queue.Count, QueueBytes = queue.MeasureBytes() };
    }

    /// <summary>The quota of the process's job, where it has no room for a demand.</summary>
    private static QuotaState? FindQuota(ClusterRuntime runtime, ResourceDemand demand)
    {
        if (!runtime.IsInCluster)
        {
            return null;
        }

        Transport.Link.YieldInline();
        QuotaState[] quotas = runtime.Head.ListQuotasAsync().GetAwaiter().GetResult();
        string team = quotas.Length == 0 ? string.Empty : QuotaPolicy.TeamOf(runtime.Head.GetJobAsync(runtime.JobId).GetAwaiter().GetResult()?.Start.Quota ?? string.Empty);
        return quotas.FirstOrDefault(quota => quota.Quota.Name == team) is { } own && QuotaPolicy.Exceeded(own.Quota.Limits, own.Used, new Dictionary<string, long>(), demand.ToUnits()) is not null ? own : null;
    }

    private static PendingExplanation InGroup(ClusterRuntime runtime, string name, LeasedQueue queue, IReadOnlyList<ClusterNode> nodes)
    {
        Transport.Link.YieldInline();
        PlacementGroupRecord? group = runtime.Groups.GetAsync(queue.Rules.Group, CancellationToken.None).GetAwaiter().GetResult();
        return group is not { State: not PlacementGroupState.Created }
            ? With(nodes, queue.Demand, PendingReason.WaitingForResources, $"{name} waits for {queue.Demand} in placement group {queue.Rules.Group}, where the resources are in use.")
            : With(nodes, queue.Demand, PendingReason.WaitingForPlacementGroup, $"{name} waits for its placement group. {RemoteGroups.Explain(group).Message}");
    }

    private static PendingExplanation With(IReadOnlyList<ClusterNode> nodes, ResourceDemand demand, PendingReason reason, string message)
    {
        Dictionary<string, double> requested = demand.ToDictionary();
        ClusterNode[] living = [.. nodes.Where(static node => node.State is ClusterNodeState.Alive or ClusterNodeState.Draining)];
        return new PendingExplanation(reason, message)
        {
            Requested = requested,
            Total = requested.Keys.ToDictionary(static key => key, key => living.Sum(node => node.Resources.GetValueOrDefault(key)), StringComparer.Ordinal),
            Available = requested.Keys.ToDictionary(static key => key, key => living.Sum(node => node.Available.GetValueOrDefault(key)), StringComparer.Ordinal),
        };
    }
}
