namespace RayNet;

/// <summary>Sets options of one method of an <see cref="ActorAttribute">actor</see>. Public methods are remote without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ActorMethodAttribute : Attribute
{
    /// <summary>The concurrency group that runs the method; declared by <see cref="ConcurrencyGroupAttribute"/> on the class.</summary>
    /// <value>Default: the default group, whose limit is <see cref="ActorAttribute.MaxConcurrency"/>.</value>
    public string? ConcurrencyGroup { get; set; }

    /// <summary>How often a call is repeated: when the actor is lost under it, or after an exception named in <see cref="RetryOn"/>. -1 means without limit; -2 takes the actor's value.</summary>
    /// <value>Default: -2.</value>
    public int MaxTaskRetries { get; set; } = -2;

    /// <summary>Exception types after which the call is repeated. Derived types count.</summary>
    /// <value>Default: none.</value>
    public Type[]? RetryOn { get; set; }

    /// <summary>Time that one attempt may take, in milliseconds; 0 means without limit.</summary>
    /// <value>Default: 0.</value>
    public int TimeoutMilliseconds { get; set; }

    /// <summary>For methods that return <see cref="IAsyncEnumerable{T}"/>: how many items may wait unread before the producer pauses; 0 means without limit.</summary>
    /// <value>Default: 0.</value>
    public int StreamBufferSize { get; set; }

    /// <summary>For methods that return a tuple: return one reference for each element instead of one for the tuple.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool SplitReturns { get; set; }

    /// <summary>A name that identifies the method on the wire in place of its signature. Unique in an application.</summary>
    /// <value>Default: derived from assembly, type, name and parameter types.</value>
    public string? Id { get; set; }
}
