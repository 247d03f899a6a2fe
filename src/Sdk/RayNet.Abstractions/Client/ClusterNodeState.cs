namespace RayNet;

/// <summary>Whether a node is there.</summary>
public enum ClusterNodeState
{
    /// <summary>Connected.</summary>
    Alive = 0,

    /// <summary>Connected, and takes no new work.</summary>
    Draining = 1,

    /// <summary>Its connection is broken; it may come back within the grace period.</summary>
    Unreachable = 2,

    /// <summary>Gone for good.</summary>
    Dead = 3,
}
