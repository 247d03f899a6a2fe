namespace RayNet.Runtime.Policies;

/// <summary>What becomes of a request.</summary>
internal enum PlacementVerdict
{
    /// <summary>A node has everything free.</summary>
    Placed = 0,

    /// <summary>It stays pending: something may become free, or a node may join.</summary>
    Wait = 1,

    /// <summary>No change of the cluster can help it.</summary>
    Never = 2,
}
