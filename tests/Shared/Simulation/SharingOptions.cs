namespace RayNet.Tests.Simulation;

/// <summary>Teams that share some nodes, from a seed.</summary>
internal sealed record SharingOptions
{
    internal int Seed { get; init; } = 1;

    internal int Nodes { get; init; } = 4;

    internal int Tasks { get; init; } = 600;

    internal int Teams { get; init; } = 3;

    /// <summary>CPUs that each team may hold on all nodes.</summary>
    internal int Quota { get; init; } = 40;

    /// <summary>How much work comes, as a part of what the nodes can do.</summary>
    internal double Load { get; init; } = 1;

    /// <summary>Whether room is kept for those that have waited long.</summary>
    internal bool Reserves { get; init; } = true;

    /// <summary>Whether jobs have priorities.</summary>
    internal bool HasPriorities { get; init; }
}
