namespace RayNet;

/// <summary>Which tasks <see cref="Ray.ListTasksAsync"/> is to list. Their owners filter, and send what is asked for.</summary>
public sealed record TaskQuery
{
    /// <summary>Only tasks of this name; <see langword="null"/> for all.</summary>
    public string? Name { get; init; }

    /// <summary>Only tasks that are so far; <see langword="null"/> for all.</summary>
    public RemoteTaskStatus? Status { get; init; }

    /// <summary>How many at most, from 1 to 10,000. Default: 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Where to go on: the <see cref="TaskPage.Continuation"/> of the page before; <see langword="null"/> for the first page.</summary>
    public string? Continuation { get; init; }
}
