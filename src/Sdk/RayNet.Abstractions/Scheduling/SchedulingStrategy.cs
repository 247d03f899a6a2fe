namespace RayNet;

/// <summary>How the node of a task or an actor is chosen among those that have its resources and match its <see cref="LabelSelector"/>.</summary>
public abstract record SchedulingStrategy
{
    private protected SchedulingStrategy()
    {
    }

    /// <summary>Nodes that hold the arguments first; then the submitter's node while it is less than half in use, then others up to that mark, then the least used ones.</summary>
    public static SchedulingStrategy Default { get; } = new DefaultSchedulingStrategy();

    /// <summary>Each call on another node, as far as there are some. Costs one question to the scheduler for each call.</summary>
    public static SchedulingStrategy Spread { get; } = new SpreadSchedulingStrategy();

    /// <summary>On one node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="soft">Whether another node will do where this one is gone, or could never run it. Busy nodes are waited for.</param>
    public static SchedulingStrategy NodeAffinity(NodeId node, bool soft = false) => new NodeAffinitySchedulingStrategy(node, soft);

    /// <summary>In a bundle of a placement group: what is asked for is taken from what the bundle holds.</summary>
    /// <param name="group">The group. Calls wait until it is ready.</param>
    /// <param name="bundleIndex">The bundle, from 0; -1 for any that has room.</param>
    /// <param name="captureChildren">Whether the tasks that it submits, and the actors that it creates, run in any bundle of the group too. Those with a strategy of their own, <see cref="Default"/> included, or with labels do not; nor do detached actors.</param>
    /// <exception cref="InvalidOptionException">The group has no such bundle.</exception>
    public static SchedulingStrategy PlacementGroup(PlacementGroup group, int bundleIndex = -1, bool captureChildren = false)
    {
        ArgumentNullException.ThrowIfNull(group);
        return bundleIndex >= -1 && bundleIndex < group.Bundles.Count
            ? new PlacementGroupSchedulingStrategy(group.Id, bundleIndex, captureChildren)
            : throw new InvalidOptionException($"The bundle index is {bundleIndex}; {group} has {group.Bundles.Count} bundles. Give an index from 0 to {group.Bundles.Count - 1}, or -1 for any.");
    }

    /// <summary>On the node that a policy of your own chooses. It runs in the process that submits, once for each worker that is asked for.</summary>
    /// <param name="policy">The policy.</param>
    public static SchedulingStrategy Custom(ISchedulingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new CustomSchedulingStrategy(policy);
    }
}
