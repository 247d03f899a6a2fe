namespace RayNet;

/// <summary>
/// Tasks that have not ended. Of each owner first those that run, then those that are queued, in the order of the queue, then those that wait for arguments or for a retry. One that stays queued
/// while the pages are read is in exactly one of them.
/// </summary>
/// <param name="Items">At most as many as were asked for.</param>
public sealed record TaskPage(IReadOnlyList<TaskInfo> Items)
{
    /// <summary>For the next page; <see langword="null"/> at the end. The last page may be empty.</summary>
    public string? Continuation { get; init; }

    /// <summary>Processes and nodes that did not answer in time, and why, for people: their tasks are left out.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}
