namespace RayNet.Cluster.Benchmarks;

/// <summary>What the driver works with.</summary>
internal enum ClusterKind
{
    /// <summary>A worker process on this machine.</summary>
    Workers,

    /// <summary>This process alone.</summary>
    Embedded,

    /// <summary>The cluster of <c>RAYNET_ADDRESS</c>, where a node that the driver is not beside has the resource "far".</summary>
    Nodes,
}
