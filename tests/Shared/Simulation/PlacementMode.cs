namespace RayNet.Tests.Simulation;

/// <summary>How tasks of a simulation are placed.</summary>
internal enum PlacementMode
{
    /// <summary>By the default strategy, all from one node.</summary>
    Hybrid,

    /// <summary>Spread.</summary>
    Spread,
}
