using System.Collections.Immutable;
using RayNet.Runtime.Control;
using RayNet.Runtime.Groups;
using RayNet.Runtime.Head.Effects;
using RayNet.Runtime.Head.Tables;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Head.Rules;

/// <summary>
/// How placement groups find a place: the head chooses nodes for all bundles, the nodes hold the resources, and when all of them do, work may use
/// them. When one cannot, the others give theirs back and the group waits for news of the nodes.
/// </summary>
internal static class GroupRules
{
    internal static PlacementGroupRecord Register(Transition transition, PlacementGroupRegistration group)
    {
        HeadState state = transition.State;
        if (state.Groups.GetValueOrDefault(group.Id) is { } same)
        {
            return same;
        }

        if (group.Name.Length > 0 && state.FindGroup(group.Namespace, group.Name) is not null)
        {
            throw new InvalidOptionException($"The name '{group.Name}' in namespace '{group.Namespace}' belongs to another placement group. Choose another name, or remove that group.");
        }

        if (state.Jobs.GetValueOrDefault(group.Job) is not { EndedAt: null })
        {
            throw new InvalidOptionException($"Placement group {group.Id} belongs to job {group.Job}, which this head does not know or which has ended. Start the job first.");
        }

        if (state.Groups.Count >= transition.Limits.MaxPlacementGroups)
        {
            throw new InvalidOptionException($"Placement group {group.Id} cannot be made: there are {transition.Limits.MaxPlacementGroups}, the most that this head accepts. Remove some first.");
        }

        int count = group.Bundles.Length;
        PlacementGroupRecord record = transition.Set(new PlacementGroupRecord(group, PlacementGroupState.Pending, new NodeId[count], new bool[count], new bool[count], 0, PendingReason.WaitingForPlacementGroup, 0, state.Version + 1, 0));
        Place(transition, record);
        return transition.State.Groups[group.Id];
    }

    internal static bool Remove(Transition transition, PlacementGroupId id)
    {
        if (transition.State.Groups.GetValueOrDefault(id) is not { } group)
        {
            return false;
        }

        Order(transition, group, BundlePhase.Return, static _ => true);
        transition.Remove(group);
        PlaceWaiting(transition);
        return true;
    }

    /// <summary>Takes in whether a node holds the bundles of an attempt.</summary>
    internal static bool Answer(Transition transition, NodeId node, PlacementGroupId id, int attempt, bool isPrepared)
    {
        PlacementGroupRecord? group = transition.State.Groups.GetValueOrDefault(id);
        if (group is null || group.Attempt != attempt || !group.Nodes.Contains(node))
        {
            // Nobody waits for it any more: the group was removed, or looks for another place.
            if (isPrepared)
            {
                transition.Effects.Add(new BundlesOrdered(node, new BundleOrder(id, attempt, BundlePhase.Return, [], [])));
            }

            return false;
        }

        if (!isPrepared)
        {
            GiveUpAttempt(transition, group, static _ => false);
            return true;
        }

        bool[] prepared = [.. group.Prepared.Select((done, bundle) => done || group.Nodes[bundle] == node)];
        if (prepared.Contains(false))
        {
            transition.Set(group with { Prepared = prepared });
            return true;
        }

        PlacementGroupRecord created = transition.Set(group with { State = PlacementGroupState.Created, Prepared = prepared, Committed = prepared, Reason = PendingReason.NotPending });
        Order(transition, created, BundlePhase.Commit, static _ => true);
        return true;
    }

    /// <summary>A node has room for something: groups are looked at again, but only those of which it could take a bundle, since for others nothing has changed.</summary>
    internal static void PlaceWaitingOn(Transition transition, NodeRecord node)
    {
        if (!transition.State.PendingGroups.IsEmpty)
        {
            ResourceVector free = HeadSnapshot.Describe(transition.State, node).Available;
            PlaceWaiting(transition, group => Enumerable.Range(0, group.Nodes.Length).Any(bundle => group.Nodes[bundle] == default && free.Covers(ResourceDemand.FromUnits(group.Registration.Bundles[bundle].Units))));
        }
    }

    /// <summary>Looks for a place for those that have none: first those that have lost bundles, then in the order in which they were made.</summary>
    internal static void PlaceWaiting(Transition transition, Func<PlacementGroupRecord, bool>? isWorth = null)
    {
        if (transition.State.PendingGroups.IsEmpty)
        {
            return;
        }

        foreach (PlacementGroupRecord group in transition.State.PendingGroups.Select(id => transition.State.Groups[id])
            .OrderBy(static group => group.State != PlacementGroupState.Rescheduling).ThenBy(static group => group.Order).ToList())
        {
            if (isWorth is null || isWorth(group))
            {
                Place(transition, group);
            }
        }
    }

    internal static void OnNodeEnded(Transition transition, NodeId node)
    {
        foreach (PlacementGroupRecord group in transition.State.Groups.Values)
        {
            if (!group.Registration.IsDetached && group.Registration.OwnerNode == node)
            {
                Remove(transition, group.Registration.Id);
            }
            else if (group.Nodes.Contains(node))
            {
                GiveUpAttempt(transition, group, bundle => group.Nodes[bundle] == node);
            }
        }

        PlaceWaiting(transition);
    }

    internal static void OnJobEnded(Transition transition, JobId job) => RemoveWhere(transition, group => !group.IsDetached && group.Job == job);

    internal static void OnProcessEnded(Transition transition, ulong process) => RemoveWhere(transition, group => !group.IsDetached && group.Owner == process);

    /// <summary>What a node that has connected again has to do, some of it perhaps a second time.</summary>
    internal static IEnumerable<BundleOrder> OrdersFor(HeadState state, NodeId node)
    {
        foreach (PlacementGroupRecord group in state.Groups.Values.Where(group => group.Nodes.Contains(node)))
        {
            yield return Make(group, node, BundlePhase.Prepare, bundle => !group.Committed[bundle]);
            yield return Make(group, node, BundlePhase.Commit, bundle => group.Committed[bundle]);
        }
    }

    private static void RemoveWhere(Transition transition, Func<PlacementGroupRegistration, bool> isMeant)
    {
        foreach (PlacementGroupRecord group in transition.State.Groups.Values.Where(group => isMeant(group.Registration)))
        {
            Remove(transition, group.Registration.Id);
        }
    }

    private static void Place(Transition transition, PlacementGroupRecord group)
    {
        if (!group.Nodes.Contains(default))
        {
            return;
        }

        if (!QuotaRules.AllowsGroup(transition.State, group))
        {
            if (group.Reason != PendingReason.WaitingForQuota)
            {
                transition.Set(group with { Reason = PendingReason.WaitingForQuota, Found = 0 });
            }

            return;
        }

        PlacementGroupRegistration asked = group.Registration;
        ImmutableArray<BundleRequest> bundles = [.. asked.Bundles.Select(static bundle => new BundleRequest(ResourceDemand.FromUnits(bundle.Units), LabelSelector.Parse(bundle.Selector)))];
        BundlePlan plan = BundlePolicies.Place(HeadSnapshot.Of(transition.State), bundles, asked.Strategy, [.. group.Nodes]);
        if (!plan.IsPlaced)
        {
            if (group.Reason != plan.Reason || group.Found != plan.Found)
            {
                transition.Set(group with { Reason = plan.Reason, Found = plan.Found });
            }

            return;
        }

        PlacementGroupRecord trying = transition.Set(group with { Nodes = [.. plan.Nodes], Attempt = group.Attempt + 1, Reason = PendingReason.WaitingForPlacementGroup, Found = plan.Found });
        Order(transition, trying, BundlePhase.Prepare, bundle => !trying.Prepared[bundle]);
    }

    /// <summary>Bundles that work does not use yet, and those that are lost, have no place any more.</summary>
    private static void GiveUpAttempt(Transition transition, PlacementGroupRecord group, Func<int, bool> isLost)
    {
        bool IsKept(int bundle) => group.Committed[bundle] && !isLost(bundle);
        Order(transition, group, BundlePhase.Return, bundle => !IsKept(bundle) && !isLost(bundle) && group.Nodes[bundle] != default);
        transition.Set(group with
        {
            State = group.Committed.Contains(true) ? PlacementGroupState.Rescheduling : PlacementGroupState.Pending,
            Nodes = [.. group.Nodes.Select((node, bundle) => IsKept(bundle) ? node : default)],
            Prepared = [.. group.Prepared.Select((_, bundle) => IsKept(bundle))],
            Committed = [.. group.Committed.Select((_, bundle) => IsKept(bundle))],
            Reason = PendingReason.WaitingForResources,
        });
    }

    private static void Order(Transition transition, PlacementGroupRecord group, BundlePhase phase, Func<int, bool> isMeant)
    {
        foreach (NodeId node in group.Nodes.Where(static node => node != default).Distinct())
        {
            BundleOrder order = Make(group, node, phase, isMeant);
            if (order.Indexes.Length > 0)
            {
                transition.Effects.Add(new BundlesOrdered(node, order));
            }
        }
    }

    private static BundleOrder Make(PlacementGroupRecord group, NodeId node, BundlePhase phase, Func<int, bool> isMeant)
    {
        int[] indexes = [.. Enumerable.Range(0, group.Nodes.Length).Where(bundle => group.Nodes[bundle] == node && isMeant(bundle))];
        return new BundleOrder(group.Registration.Id, group.Attempt, phase, indexes, [.. indexes.Select(bundle => group.Registration.Bundles[bundle].Units)]);
    }
}
