using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Tasks;

/// <summary>Asks policies of the user's own, in the process whose code they are, and looks at nodes as policies do.</summary>
internal sealed class UserPolicies(ClusterRuntime runtime)
{
    private long _turn = -1;

    /// <summary>All nodes, as they are in the head's table.</summary>
    internal static ClusterSnapshot Snapshot(IReadOnlyList<ClusterNode> nodes) => new(nodes
        .Where(static node => node.State != ClusterNodeState.Dead)
        .Select(static node => new SchedulableNode(node.Id, ResourceVector.From(node.Resources), ResourceVector.From(node.Available), node.Labels) { State = node.State }));

    /// <summary>The rules with the policy's choice in its place.</summary>
    /// <exception cref="UnschedulableException">The policy failed, or named a node that was not offered.</exception>
    internal async ValueTask<SchedulingRules> ApplyAsync(SchedulingRules rules, ResourceDemand demand, ResourceDemand required, bool forActor)
    {
        if (rules.Policy is not { } policy)
        {
            return rules;
        }

        var open = new SchedulingRules(PlacementKind.Default, default, rules.Selectors, null);
        IReadOnlyList<ClusterNode> nodes = await runtime.Client.GetNodesAsync().ConfigureAwait(false);
        PlacementRequest request = open.ToRequest(demand, required);
        ClusterNode[] able = [.. nodes.Where(node => SchedulingPolicies.ChooseQueue(Snapshot([node]), request) is not null)];
        if (able.Length == 0)
        {
            return open;
        }

        long turn = Interlocked.Increment(ref _turn);
        NodeId? chosen;
        try
        {
            chosen = policy.Choose(new SchedulingRequest(demand.ToDictionary(), forActor, runtime.NodeId) { Turn = turn, Seed = Seed(turn) }, able);
        }
        catch (Exception exception)
        {
            throw new UnschedulableException(default, $"The scheduling policy {policy.GetType()} threw {exception.GetType()}: {exception.Message}", exception);
        }

        return chosen is not { } node
            ? open
            : Array.Exists(able, item => item.Id == node)
                ? new SchedulingRules(PlacementKind.SoftNodeAffinity, node, rules.Selectors, null)
                : throw new UnschedulableException(node, $"The scheduling policy {policy.GetType()} chose node {node}, which is none of the {able.Length} that it was given. Return one of them, or null.");
    }

    /// <summary>The same in each run with a seed, and different from process to process without one.</summary>
    private ulong Seed(long turn) => ((ulong?)runtime.Options.Seed ?? runtime.Process) + (ulong)turn;
}
