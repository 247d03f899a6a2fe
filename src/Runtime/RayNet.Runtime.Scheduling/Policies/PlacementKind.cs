namespace RayNet.Runtime.Policies;

/// <summary>How a node is chosen. The numbers travel between processes.</summary>
internal enum PlacementKind
{
    /// <summary>Local, up to half of a node, then the least used.</summary>
    Default = 0,

    /// <summary>The least used, in turns.</summary>
    Spread = 1,

    /// <summary>One node, and no other.</summary>
    NodeAffinity = 2,

    /// <summary>One node, or another one where it is gone or too small.</summary>
    SoftNodeAffinity = 3,
}
