namespace RayNet;

/// <summary>Options of one actor. What is <see langword="null"/> is taken from <see cref="ActorAttribute"/>.</summary>
public sealed record ActorOptions
{
    /// <summary>A name by which the actor is found: unique in its namespace.</summary>
    /// <value>Default: none.</value>
    public string? Name { get; init; }

    /// <summary>The namespace of <see cref="Name"/>.</summary>
    /// <value>Default: <see cref="RayOptions.Namespace"/>.</value>
    public string? Namespace { get; init; }

    /// <summary>Return the living actor of this <see cref="Name"/> if there is one. Needs a name.</summary>
    /// <value>Default: <see langword="false"/>, so a taken name fails with <see cref="ActorNameTakenException"/>.</value>
    public bool GetIfExists { get; init; }

    /// <summary>When the actor ends. <see cref="ActorLifetime.Detached"/> needs a name.</summary>
    /// <value>Default: <see cref="ActorLifetime.OwnerScoped"/>.</value>
    public ActorLifetime? Lifetime { get; init; }

    /// <summary>Logical CPUs that the actor holds while it lives, in steps of 0.0001.</summary>
    /// <value>Default: 0; a node with at least one CPU is still needed.</value>
    public double? NumCpus { get; init; }

    /// <summary>Logical GPUs that the actor holds while it lives, in steps of 0.0001.</summary>
    /// <value>Default: 0.</value>
    public double? NumGpus { get; init; }

    /// <summary>Memory that the actor holds while it lives, in bytes. Bookkeeping for the scheduler.</summary>
    /// <value>Default: 0.</value>
    public long? Memory { get; init; }

    /// <summary>Custom resources by name, in steps of 0.0001.</summary>
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

    /// <summary>How often the actor is built again after it was lost; -1 means without limit.</summary>
    /// <value>Default: 0.</value>
    public int? MaxRestarts { get; init; }

    /// <summary>How often a call is repeated when the actor is lost under it; -1 means without limit.</summary>
    /// <value>Default: 0, so a call runs at most once.</value>
    public int? MaxTaskRetries { get; init; }

    /// <summary>
    /// For an actor that implements <see cref="IActorState{TState}"/>: its state is saved after so many calls; 0 means not by their number. With 1 a call is
    /// answered when the state that it left is saved, so that a restart loses nothing that a caller knows of, and a call that is repeated
    /// (<see cref="MaxTaskRetries"/>) takes effect once. With more, a restart forgets the calls since the last snapshot.
    /// </summary>
    /// <value>Default: 1; 0 where <see cref="SnapshotPeriod"/> is set.</value>
    public int? SnapshotEvery { get; init; }

    /// <summary>For an actor that implements <see cref="IActorState{TState}"/>: its state is saved when it has run calls and so much time has passed since the last snapshot.</summary>
    /// <value>Default: none.</value>
    public TimeSpan? SnapshotPeriod { get; init; }

    /// <summary>
    /// How long the <see cref="IAsyncDisposable.DisposeAsync"/> or <see cref="IDisposable.Dispose"/> of an actor may take that ends in good order; beyond it the actor is given up. At the end of its job or
    /// node it has 5 seconds at most. <see cref="Ray.Kill"/> skips the disposal.
    /// </summary>
    /// <value>Default: 5 seconds.</value>
    public TimeSpan? TerminationTimeout { get; init; }

    /// <summary>How many calls of the default concurrency group run at once.</summary>
    /// <value>Default: 1.</value>
    public int? MaxConcurrency { get; init; }

    /// <summary>How many calls may wait or run before the next is refused with <see cref="PendingCallsLimitExceededException"/>; -1 means without limit.</summary>
    /// <value>Default: -1.</value>
    public int? MaxPendingCalls { get; init; }
}
