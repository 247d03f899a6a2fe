namespace RayNet;

/// <summary>Options of one actor call. What is <see langword="null"/> is taken from <see cref="ActorMethodAttribute"/>, then from the actor.</summary>
public sealed record CallOptions
{
    /// <summary>A name for logs and the state API.</summary>
    /// <value>Default: the method's name.</value>
    public string? Name { get; init; }

    /// <summary>The concurrency group that runs the call.</summary>
    /// <value>Default: the method's group.</value>
    public string? ConcurrencyGroup { get; init; }

    /// <summary>How often the call is repeated; -1 means without limit.</summary>
    /// <value>Default: the method's value, else the actor's.</value>
    public int? MaxTaskRetries { get; init; }

    /// <summary>Exception types after which the call is repeated. Derived types count.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<Type>? RetryOn { get; init; }

    /// <summary>Time that one attempt may take. An attempt over it is cancelled and fails with <see cref="RemoteTaskTimeoutException"/>.</summary>
    /// <value>Default: without limit.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>For streams: how many items may wait unread before the producer pauses; 0 means without limit.</summary>
    /// <value>Default: 0.</value>
    public int? StreamBufferSize { get; init; }
}
