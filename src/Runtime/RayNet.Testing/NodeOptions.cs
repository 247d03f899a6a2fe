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

    /// <summary>Where the node's objects go when its store is full: a directory, or <c>"none"</c> to keep them in memory.</summary>
    /// <value>Default: a folder of the node's session, which goes with it.</value>
    public string? ObjectSpillingDirectory { get; init; }

    /// <summary>How long a request waits for memory of a full object store before it fails. Only for <see cref="NodeMode.InProcess"/>.</summary>
    /// <value>Default: one minute.</value>
    public TimeSpan ObjectStoreTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
