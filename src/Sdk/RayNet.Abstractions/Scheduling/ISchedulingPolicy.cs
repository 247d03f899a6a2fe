namespace RayNet;

/// <summary>
/// Chooses nodes in place of RayNet's own policies; see <see cref="SchedulingStrategy.Custom"/>. It decides by what it is given and nothing else,
/// is called by several threads at once, and must not block.
/// </summary>
public interface ISchedulingPolicy
{
    /// <summary>Chooses a node for one worker.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="nodes">The nodes that are alive, match the request's labels and have its resources in all, though not always free. Never empty.</param>
    /// <returns>One of the nodes: the request waits there until it fits. <see langword="null"/> leaves the choice to <see cref="SchedulingStrategy.Default"/>.</returns>
    NodeId? Choose(SchedulingRequest request, IReadOnlyList<ClusterNode> nodes);
}
