namespace RayNet.Testing;

/// <summary>Whether a node is there, as the head sees it.</summary>
public enum NodeCondition
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
