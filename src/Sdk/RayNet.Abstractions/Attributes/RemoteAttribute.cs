namespace RayNet;

/// <summary>
/// Makes a method callable as a remote task: the generator adds <c>{Method}Remote</c> to the declaring type.
/// The method is static, or an instance method of a class that the worker's service provider can build.
/// </summary>
/// <remarks>Unset options take the defaults of <see cref="TaskOptions"/>; a call's own options win over the attribute.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class RemoteAttribute : Attribute
{
    /// <summary>Logical CPUs that one run holds, in steps of 0.0001.</summary>
    /// <value>Default: 1.</value>
    public double NumCpus { get; set; } = 1;

    /// <summary>Logical GPUs that one run holds, in steps of 0.0001.</summary>
    /// <value>Default: 0.</value>
    public double NumGpus { get; set; }

    /// <summary>Memory that one run holds, in bytes. Bookkeeping for the scheduler, not a limit on the allocator.</summary>
    /// <value>Default: 0.</value>
    public long Memory { get; set; }

    /// <summary>Custom resources, each written <c>"name=quantity"</c>.</summary>
    /// <value>Default: none.</value>
    public string[]? Resources { get; set; }

    /// <summary>Labels that the node must have, each written <c>"key=value"</c>, <c>"key=!value"</c>, <c>"key=in(a,b)"</c> or <c>"key=!in(a,b)"</c>.</summary>
    /// <value>Default: none.</value>
    public string[]? LabelSelector { get; set; }

    /// <summary>Run each call on another node, as far as there are some: <see cref="SchedulingStrategy.Spread"/>.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Spread { get; set; }

    /// <summary>How often a failed run is repeated: after a system failure, or after an exception named in <see cref="RetryOn"/>. -1 means without limit.</summary>
    /// <value>Default: 3.</value>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Exception types after which the run is repeated. Derived types count.</summary>
    /// <value>Default: none, so an exception of the method is final.</value>
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

    /// <summary>A name that identifies the method on the wire in place of its signature, so that the method can be renamed. Unique in an application.</summary>
    /// <value>Default: derived from assembly, type, name and parameter types.</value>
    public string? Id { get; set; }
}
