namespace RayNet;

/// <summary>How the bundles of a placement group lie on the nodes.</summary>
public enum PlacementStrategy
{
    /// <summary>On as few nodes as possible.</summary>
    Pack = 0,

    /// <summary>On one node.</summary>
    StrictPack = 1,

    /// <summary>On as many nodes as possible.</summary>
    Spread = 2,

    /// <summary>Each on a node of its own.</summary>
    StrictSpread = 3,
}
