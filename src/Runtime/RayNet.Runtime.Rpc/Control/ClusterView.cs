using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Control;

/// <summary>A view of all nodes, or a change of it.</summary>
/// <param name="Version">Grows with each change at the head.</param>
/// <param name="IsComplete">Whether nodes that are not in it do not exist.</param>
/// <param name="Nodes">The nodes, or those that changed.</param>
internal sealed record ClusterView(long Version, bool IsComplete, NodeRecord[] Nodes) : IBroadcast;
