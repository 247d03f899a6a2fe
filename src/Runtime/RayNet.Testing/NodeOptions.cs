namespace RayNet.Testing;

/// <summary>What a node of a <see cref="RayCluster"/> has.</summary>
public sealed record NodeOptions
{
    /// <summary>The node's name.</summary>
    /// <value>Default: <c>"node-"</c> and a number.</value>
    public string? Name { get; init; }

    /// <summary>Logical CPUs.</summary>
    /// <value>Default: 2, whatever the machine has, so that tests behave the same everywhere.</value>
    public double NumCpus { get; init; } = 2;

    /// <summary>Logical GPUs.</summary>
    /// <value>Default: 0.</value>
    public double NumGpus { get; init; }

    /// <summary>Custom resources by name.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, double> Resources { get; init; } = new Dictionary<string, double>();

    /// <summary>Labels by key.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Worker processes that share the work of a job on the node.</summary>
    /// <value>Default: 1.</value>
    public int WorkersPerJob { get; init; } = 1;

    /// <summary>Bytes of the object store.</summary>
    /// <value>Default: 256 MiB.</value>
    public long ObjectStoreBytes { get; init; } = 256L << 20;
}
