namespace RayNet;

/// <summary>How many tasks have not ended.</summary>
/// <param name="Counts">By name and status, the largest counts first.</param>
public sealed record TaskSummary(IReadOnlyList<TaskCount> Counts)
{
    /// <summary>Processes and nodes that did not answer in time, and why, for people: their tasks are left out.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}
