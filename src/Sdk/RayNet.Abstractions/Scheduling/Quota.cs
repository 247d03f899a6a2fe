namespace RayNet;

/// <summary>What the jobs of a team may hold together, on all nodes. Calls beyond it wait. Jobs name their team with <see cref="RayOptions.Quota"/>; those that name none belong to <c>default</c>.</summary>
public sealed record Quota
{
    /// <summary>The team.</summary>
    public required string Name { get; init; }

    /// <summary>Logical CPUs, in steps of 0.0001.</summary>
    /// <value>Default: not limited.</value>
    public double? NumCpus { get; init; }

    /// <summary>Logical GPUs, in steps of 0.0001.</summary>
    /// <value>Default: not limited.</value>
    public double? NumGpus { get; init; }

    /// <summary>Memory that its calls declare, in bytes.</summary>
    /// <value>Default: not limited.</value>
    public long? Memory { get; init; }

    /// <summary>Custom resources by name. What is not named is not limited.</summary>
    public IReadOnlyDictionary<string, double> Resources { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>How much of a contended node the team gets, compared to others of the same priority.</summary>
    /// <value>Default: 1.</value>
    public double Weight { get; init; } = 1;

    /// <summary>The highest <see cref="RayOptions.Priority"/> that its jobs may have.</summary>
    /// <value>Default: any.</value>
    public int? MaxPriority { get; init; }
}
