namespace RayNet;

/// <summary>Which actors <see cref="Ray.ListActorsAsync"/> is to list. Their owners filter, and send what is asked for.</summary>
public sealed record ActorQuery
{
    /// <summary>Only actors of this class, by its full name; <see langword="null"/> for all.</summary>
    public string? ClassName { get; init; }

    /// <summary>Only the actors of this name; <see langword="null"/> for all.</summary>
    public string? Name { get; init; }

    /// <summary>Only actors whose name is in this namespace; <see langword="null"/> for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Only actors that are there in their life; <see langword="null"/> for all that are not dead.</summary>
    public ActorStatus? Status { get; init; }

    /// <summary>Whether dead ones are listed too, of those that the head was told of: with a name, detached, or built again after a loss. The head forgets the oldest.</summary>
    public bool IncludeDead { get; init; }

    /// <summary>How many at most, from 1 to 10,000. Default: 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Where to go on: the <see cref="ActorPage.Continuation"/> of the page before; <see langword="null"/> for the first page.</summary>
    public string? Continuation { get; init; }

    /// <summary>Whether an actor is asked for.</summary>
    internal bool Matches(string className, string? name, string? actorNamespace, ActorStatus status) =>
        (ClassName is null || className == ClassName)
        && (Name is null || name == Name)
        && (Namespace is null || actorNamespace == Namespace)
        && (Status is { } wanted ? status == wanted : IncludeDead || status != ActorStatus.Dead);
}
