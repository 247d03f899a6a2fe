using RayNet.Runtime.Control;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Groups;

/// <summary>Finds workers in the bundles of placement groups: the head says where these are, and their nodes grant.</summary>
internal sealed class GroupLeases(ClusterRuntime runtime)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long _turn;

    /// <exception cref="UnschedulableException">The group was removed, or none of its bundles is large enough.</exception>
    internal async ValueTask<LeaseReply> RequestAsync(LeaseRequest request, SchedulingRules rules, ResourceDemand demand)
    {
        while (true)
        {
            if (!request.Wait && await runtime.Groups.GetAsync(rules.Group, CancellationToken.None).ConfigureAwait(false) is { State: not PlacementGroupState.Created })
            {
                return Busy(rules);
            }

            PlacementGroupRecord group = await runtime.Groups.WhenCreatedAsync(rules.Group, CancellationToken.None).ConfigureAwait(false);
            int[] bundles = Candidates(group, rules, demand);
            LeaseReply reply = Busy(rules);
            foreach (int bundle in bundles)
            {
                reply = await AskAsync(request with { Wait = false }, group, bundle).ConfigureAwait(false);
                if (reply.Outcome != LeaseOutcome.Busy)
                {
                    return reply;
                }
            }

            if (!request.Wait)
            {
                return reply;
            }

            reply = await AskAsync(request, group, bundles[0]).ConfigureAwait(false);
            if (reply.Outcome != LeaseOutcome.Busy)
            {
                return reply;
            }

            if (reply.Reason != PendingReason.WaitingForResources)
            {
                // The bundle is on its way to another node, or the group is about to go.
                await Task.Delay(Pause, runtime.TimeProvider).ConfigureAwait(false);
            }
        }
    }

    private static LeaseReply Busy(SchedulingRules rules) =>
        new(LeaseOutcome.Busy, default, null, $"placement group {rules.Group} has no place yet") { Reason = PendingReason.WaitingForPlacementGroup };

    private async Task<LeaseReply> AskAsync(LeaseRequest request, PlacementGroupRecord group, int bundle)
    {
        var scheduling = new SchedulingSpec(0, group.Nodes[bundle], []) { Group = group.Registration.Id, Bundle = bundle };
        return await runtime.Node.RequestLeaseAsync(request with { Placement = null, Scheduling = scheduling }).ConfigureAwait(false);
    }

    /// <summary>The bundles that can hold it, another one first each time.</summary>
    private int[] Candidates(PlacementGroupRecord group, SchedulingRules rules, ResourceDemand demand)
    {
        int[] able = [.. Enumerable.Range(0, group.Nodes.Length).Where(bundle =>
            (rules.Bundle < 0 || rules.Bundle == bundle) && ResourceVector.From(ResourceDemand.FromUnits(group.Registration.Bundles[bundle].Units)).Covers(demand))];
        if (able.Length == 0)
        {
            string which = rules.Bundle < 0 ? "none of the bundles" : $"bundle {rules.Bundle} does not have that: it is one";
            throw new UnschedulableException(default, $"A call asks for {demand} in placement group {rules.Group}, and {which} of {string.Join(" | ", group.Registration.Bundles.Select(static bundle => ResourceDemand.FromUnits(bundle.Units)))} holds so much. Ask for less, or make larger bundles.");
        }

        int first = (int)((ulong)Interlocked.Increment(ref _turn) % (ulong)able.Length);
        return [.. able[first..], .. able[..first]];
    }
}
