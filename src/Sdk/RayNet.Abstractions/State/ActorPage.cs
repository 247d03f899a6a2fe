namespace RayNet;

/// <summary>Actors: first those that the head knows, detached and dead ones, then those of each owner, the newest first. One that lives while the pages are read is in exactly one of them.</summary>
/// <param name="Items">At most as many as were asked for.</param>
public sealed record ActorPage(IReadOnlyList<ActorInfo> Items)
{
    /// <summary>For the next page; <see langword="null"/> at the end. The last page may be empty.</summary>
    public string? Continuation { get; init; }

    /// <summary>Processes and nodes that did not answer in time, and why, for people: their actors are left out.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}
