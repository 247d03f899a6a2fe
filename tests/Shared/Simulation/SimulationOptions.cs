namespace RayNet.Tests.Simulation;

/// <summary>A cluster and its work, from a seed.</summary>
internal sealed record SimulationOptions
{
    internal int Seed { get; init; } = 1;

    internal int Nodes { get; init; } = 50;

    internal int Tasks { get; init; } = 5_000;

    /// <summary>Kinds of tasks: demands with selectors.</summary>
    internal int Shapes { get; init; } = 16;

    /// <summary>How much work comes, as a part of what the nodes can do.</summary>
    internal double Load { get; init; } = 0.8;

    /// <summary>Nodes that die at a random time with all that runs on them; each is replaced a while later.</summary>
    internal int Deaths { get; init; }

    internal PlacementMode Mode { get; init; } = PlacementMode.Hybrid;
}
