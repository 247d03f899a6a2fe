namespace RayNet.Runtime.Control;

/// <summary>Whether a node is there.</summary>
internal enum NodeLiveness
{
    /// <summary>Connected.</summary>
    Alive = 0,

    /// <summary>Connected, and takes no new work.</summary>
    Draining = 1,

    /// <summary>Its connection is broken; it may come back within the grace period.</summary>
    Unreachable = 2,

    /// <summary>Gone for good. Should it come back, it is refused and has to join under a new id.</summary>
    Dead = 3,
}
