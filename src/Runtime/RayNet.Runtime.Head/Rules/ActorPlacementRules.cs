using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tables;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Head.Rules;

/// <summary>
/// Chooses the node of a detached actor by the policies: by default the least used one, since actors stay long. One that has no node with the
/// resources free gets one that has them at all, and waits there, ahead of tasks.
/// </summary>
internal static class ActorPlacementRules
{
    internal static NodeId? Choose(HeadState state, ActorRegistration actor, NodeId except)
    {
        ClusterSnapshot cluster = HeadSnapshot.Of(state);
        PlacementRequest request = RequestOf(actor) with { Except = except == default ? [] : [except] };
        PlacementOutcome outcome = SchedulingPolicies.Decide(cluster, request);
        return outcome.IsPlaced
            ? outcome.Node
            : outcome.Verdict == PlacementVerdict.Never ? null : SchedulingPolicies.ChooseQueue(cluster, request);
    }

    /// <summary>Whether the node can hold the actor, or can do so now.</summary>
    internal static bool Fits(HeadState state, NodeId id, ActorRegistration actor, bool onlyIfFree)
    {
        if (state.Nodes.GetValueOrDefault(id) is not { } record)
        {
            return false;
        }

        var alone = new ClusterSnapshot([HeadSnapshot.Describe(state, record)]);
        PlacementRequest request = RequestOf(actor);
        PlacementOutcome outcome = SchedulingPolicies.Decide(alone, request);
        return outcome.IsPlaced || (!onlyIfFree && outcome.Verdict == PlacementVerdict.Wait && SchedulingPolicies.ChooseQueue(alone, request) is not null);
    }

    /// <summary>Why no change of the cluster can give the actor a place, if that is so.</summary>
    internal static UnschedulableException? WhyNever(HeadState state, ActorRegistration actor)
    {
        if (actor.Scheduling is null)
        {
            return null;
        }

        PlacementRequest request = RequestOf(actor);
        return SchedulingPolicies.Decide(HeadSnapshot.Of(state), request) is { Verdict: PlacementVerdict.Never } never
            ? new UnschedulableException(never.Node, PendingText.Of(never.Reason, $"Actor {actor.ClassName}", request.Required, request.Selectors, never.Node))
            : null;
    }

    /// <summary>Why an actor has no node, or that it has one.</summary>
    internal static PendingExplanation Explain(HeadState state, ActorRecord actor)
    {
        string who = $"Actor {actor.Registration.ClassName} ({actor.Registration.Id})";
        if (actor.State is ActorLiveness.Alive or ActorLiveness.Dead)
        {
            return new PendingExplanation(PendingReason.NotPending, actor.State == ActorLiveness.Alive ? $"{who} lives on node {actor.Node}." : $"{who} is dead: {actor.Reason}");
        }

        PlacementRequest request = RequestOf(actor.Registration);
        PlacementOutcome outcome = SchedulingPolicies.Decide(HeadSnapshot.Of(state), request);
        return outcome.IsPlaced
            ? new PendingExplanation(PendingReason.WaitingForActorCreation, actor.Node == default ? $"{who} is about to get a node." : $"{who} waits on node {actor.Node} for a worker and its constructor.")
            : new PendingExplanation(outcome.Reason, PendingText.Of(outcome.Reason, who, request.Required, request.Selectors, outcome.Node));
    }

    private static PlacementRequest RequestOf(ActorRegistration actor)
    {
        PlacementRequest request = SchedulingCodec.Read(actor.Scheduling).ToRequest(ResourceDemand.FromQuantities(actor.Resources), ResourceDemand.FromQuantities(actor.Placement));
        return request.Kind == PlacementKind.Default ? request with { Kind = PlacementKind.Spread } : request;
    }
}
