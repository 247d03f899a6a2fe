namespace RayNet;

/// <summary>Options of one task call. What is <see langword="null"/> is taken from <see cref="RemoteAttribute"/>.</summary>
public sealed record TaskOptions
{
    /// <summary>A name for logs and the state API.</summary>
    /// <value>Default: the method's name.</value>
    public string? Name { get; init; }

    /// <summary>Logical CPUs that one run holds, in steps of 0.0001.</summary>
    /// <value>Default: 1.</value>
    public double? NumCpus { get; init; }

    /// <summary>Logical GPUs that one run holds, in steps of 0.0001.</summary>
    /// <value>Default: 0.</value>
    public double? NumGpus { get; init; }

    /// <summary>Memory that one run holds, in bytes. Bookkeeping for the scheduler.</summary>
    /// <value>Default: 0.</value>
    public long? Memory { get; init; }

    /// <summary>Custom resources by name, in steps of 0.0001. <c>CPU</c>, <c>GPU</c> and <c>memory</c> have options of their own.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, double>? Resources { get; init; }

    /// <summary>Labels that the node must have.</summary>
    /// <value>Default: none.</value>
    public LabelSelector? LabelSelector { get; init; }

    /// <summary>Selectors that are tried in this order where no node with <see cref="LabelSelector"/> has the resources free.</summary>
    /// <value>Default: none, so such a node is waited for.</value>
    public IReadOnlyList<LabelSelector>? FallbackSelectors { get; init; }

    /// <summary>How a node is chosen among those that will do.</summary>
    /// <value>Default: <see cref="SchedulingStrategy.Default"/>.</value>
    public SchedulingStrategy? SchedulingStrategy { get; init; }

    /// <summary>Among the calls of the same job that wait for resources, those with a higher one come first. It takes nothing from calls that run.</summary>
    /// <value>Default: 0.</value>
    public int? Priority { get; init; }

    /// <summary>How often a failed run is repeated; -1 means without limit.</summary>
    /// <value>Default: 3.</value>
    public int? MaxRetries { get; init; }

    /// <summary>Exception types after which the run is repeated. Derived types count.</summary>
    /// <value>Default: none, so an exception of the method is final.</value>
    public IReadOnlyList<Type>? RetryOn { get; init; }

    /// <summary>Time between two attempts, doubled after each and spread by up to a quarter.</summary>
    /// <value>Default: zero.</value>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>Time that one attempt may take. An attempt over it is cancelled and fails with <see cref="RemoteTaskTimeoutException"/>.</summary>
    /// <value>Default: without limit.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>For streams: how many items may wait unread before the producer pauses; 0 means without limit.</summary>
    /// <value>Default: 0.</value>
    public int? StreamBufferSize { get; init; }
}
