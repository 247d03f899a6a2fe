namespace RayNet.Runtime.Head;

/// <summary>How much the head keeps, and what it accepts. Whatever comes over the wire is held against these.</summary>
internal sealed record HeadLimits
{
    internal static readonly HeadLimits Default = new();

    /// <summary>How long what has ended is shown.</summary>
    internal TimeSpan EndedRetention { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Dead nodes that are shown.</summary>
    internal int MaxDeadNodes { get; init; } = 1_000;

    /// <summary>Ended jobs that are shown.</summary>
    internal int MaxEndedJobs { get; init; } = 1_000;

    /// <summary>Dead actors that are shown.</summary>
    internal int MaxDeadActors { get; init; } = 10_000;

    /// <summary>Nodes that may be connected.</summary>
    internal int MaxNodes { get; init; } = 10_000;

    /// <summary>Jobs that may run.</summary>
    internal int MaxRunningJobs { get; init; } = 10_000;

    /// <summary>Actors that may live.</summary>
    internal int MaxActors { get; init; } = 1_000_000;

    /// <summary>Placement groups that may exist.</summary>
    internal int MaxPlacementGroups { get; init; } = 100_000;

    /// <summary>Quotas that may be set.</summary>
    internal int MaxQuotas { get; init; } = 1_000;

    /// <summary>Bundles of one placement group.</summary>
    internal int MaxBundles { get; init; } = 10_000;

    /// <summary>Names: of nodes, resources, labels, actors, namespaces, keyspaces.</summary>
    internal int MaxNameLength { get; init; } = 256;

    /// <summary>Free text: metadata, entry points, keys.</summary>
    internal int MaxTextLength { get; init; } = 4_096;

    /// <summary>Reasons and messages; longer ones are cut.</summary>
    internal int MaxReasonLength { get; init; } = 4_096;

    /// <summary>Names and values of a job's environment variables, in all.</summary>
    internal int MaxEnvironmentLength { get; init; } = 128 * 1024;

    /// <summary>Resources, labels, metadata or environment variables of one record.</summary>
    internal int MaxEntries { get; init; } = 128;

    /// <summary>Kinds of demands in one report.</summary>
    internal int MaxPendingDemands { get; init; } = 128;

    /// <summary>All metadata of a job together.</summary>
    internal int MaxMetadataLength { get; init; } = 16_384;

    /// <summary>The serialized creation of a detached actor.</summary>
    internal int MaxCreationBytes { get; init; } = 8 << 20;

    /// <summary>One stored value.</summary>
    internal int MaxValueBytes { get; init; } = 8 << 20;

    /// <summary>All stored keys and values.</summary>
    internal long MaxKeyBytes { get; init; } = 256L << 20;

    /// <summary>Keys, nodes or actors in one answer.</summary>
    internal int MaxAnswerItems { get; init; } = 10_000;
}
