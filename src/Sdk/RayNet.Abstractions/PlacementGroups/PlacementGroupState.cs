namespace RayNet;

/// <summary>The states of a placement group.</summary>
public enum PlacementGroupState
{
    /// <summary>It has no place yet.</summary>
    Pending = 0,

    /// <summary>Every bundle holds its resources.</summary>
    Created = 1,

    /// <summary>A node died, and its bundles look for another place. The others go on.</summary>
    Rescheduling = 2,

    /// <summary>It was removed.</summary>
    Removed = 3,
}
