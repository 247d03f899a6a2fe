namespace RayNet.Runtime.Control;

/// <summary>What identifies a cluster.</summary>
/// <param name="ClusterId">Made when the cluster was.</param>
/// <param name="Version">RayNet's version on the head.</param>
/// <param name="StartedAt">When the head was started.</param>
/// <param name="HeadNode">The node in the head's process; default when it runs no work.</param>
internal sealed record ClusterInfo(ulong ClusterId, string Version, DateTime StartedAt, NodeId HeadNode)
{
    /// <summary>All heads, the leader included; empty where there is a single one.</summary>
    public HeadMember[] Heads { get; init; } = [];
}
