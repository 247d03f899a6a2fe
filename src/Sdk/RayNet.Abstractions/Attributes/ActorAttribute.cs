namespace RayNet;

/// <summary>
/// Makes a class an actor: the generator adds <c>CreateRemote</c> to the class and its public methods to <see cref="ActorHandle{T}"/>.
/// </summary>
/// <remarks>Unset options take the defaults of <see cref="ActorOptions"/>; the options of a creation win over the attribute.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ActorAttribute : Attribute
{
    /// <summary>Logical CPUs that the actor holds while it lives, in steps of 0.0001.</summary>
    /// <value>Default: 0; a node with at least one CPU is still needed.</value>
    public double NumCpus { get; set; }

    /// <summary>Logical GPUs that the actor holds while it lives, in steps of 0.0001.</summary>
    /// <value>Default: 0.</value>
    public double NumGpus { get; set; }

    /// <summary>Memory that the actor holds while it lives, in bytes. Bookkeeping for the scheduler.</summary>
    /// <value>Default: 0.</value>
    public long Memory { get; set; }

    /// <summary>Custom resources, each written <c>"name=quantity"</c>.</summary>
    /// <value>Default: none.</value>
    public string[]? Resources { get; set; }

    /// <summary>Labels that the node must have, each written <c>"key=value"</c>, <c>"key=!value"</c>, <c>"key=in(a,b)"</c> or <c>"key=!in(a,b)"</c>.</summary>
    /// <value>Default: none.</value>
    public string[]? LabelSelector { get; set; }

    /// <summary>Put each actor on another node, as far as there are some: <see cref="SchedulingStrategy.Spread"/>.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Spread { get; set; }

    /// <summary>How often the actor is built again after it was lost. -1 means without limit.</summary>
    /// <value>Default: 0.</value>
    public int MaxRestarts { get; set; }

    /// <summary>How often a call is repeated when the actor is lost under it. -1 means without limit.</summary>
    /// <value>Default: 0, so a call runs at most once.</value>
    public int MaxTaskRetries { get; set; }

    /// <summary>
    /// For an actor that implements <see cref="IActorState{TState}"/>: its state is saved after so many calls; 0 means not by their number. With 1 a call is
    /// answered when the state that it left is saved.
    /// </summary>
    /// <value>Default: 1; 0 where <see cref="SnapshotPeriodMilliseconds"/> is set.</value>
    public int SnapshotEvery { get; set; } = 1;

    /// <summary>For an actor that implements <see cref="IActorState{TState}"/>: its state is saved when it has run calls and so many milliseconds have passed; 0 means never by time.</summary>
    /// <value>Default: 0.</value>
    public int SnapshotPeriodMilliseconds { get; set; }

    /// <summary>How many milliseconds the disposal of an actor that ends in good order may take; beyond it the actor is given up. See <see cref="ActorOptions.TerminationTimeout"/>.</summary>
    /// <value>Default: 5000.</value>
    public int TerminationTimeoutMilliseconds { get; set; } = 5_000;

    /// <summary>How many calls of the default concurrency group run at once. A call counts until its task has ended, also across awaits.</summary>
    /// <value>Default: 1.</value>
    public int MaxConcurrency { get; set; } = 1;

    /// <summary>How many calls may wait or run before the next is refused with <see cref="PendingCallsLimitExceededException"/>; -1 means without limit.</summary>
    /// <value>Default: -1.</value>
    public int MaxPendingCalls { get; set; } = -1;

    /// <summary>When the actor ends.</summary>
    /// <value>Default: <see cref="ActorLifetime.OwnerScoped"/>.</value>
    public ActorLifetime Lifetime { get; set; }

    /// <summary>A name that identifies the class on the wire in place of its type name, so that the class can be renamed. Unique in an application.</summary>
    /// <value>Default: assembly and type name.</value>
    public string? Id { get; set; }
}
