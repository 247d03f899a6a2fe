namespace RayNet;

/// <summary>Resources of one node that a <see cref="PlacementGroup"/> holds.</summary>
public sealed record PlacementBundle
{
    /// <summary>Logical CPUs, in steps of 0.0001.</summary>
    /// <value>Default: 0.</value>
    public double NumCpus { get; init; }

    /// <summary>Logical GPUs, in steps of 0.0001.</summary>
    /// <value>Default: 0.</value>
    public double NumGpus { get; init; }

    /// <summary>Memory in bytes.</summary>
    /// <value>Default: 0.</value>
    public long Memory { get; init; }

    /// <summary>Custom resources by name, in steps of 0.0001. <c>CPU</c>, <c>GPU</c> and <c>memory</c> have properties of their own.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, double>? Resources { get; init; }

    /// <summary>Labels that the node must have.</summary>
    /// <value>Default: none.</value>
    public LabelSelector? LabelSelector { get; init; }
}
