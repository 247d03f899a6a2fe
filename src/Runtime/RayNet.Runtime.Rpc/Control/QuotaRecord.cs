namespace RayNet.Runtime.Control;

/// <summary>What the jobs of a team may hold together.</summary>
/// <param name="Name">The team.</param>
/// <param name="Limits">Units by resource; what is not named is not limited.</param>
internal sealed record QuotaRecord(string Name, Dictionary<string, long> Limits)
{
    /// <summary>How much of a contended node the team gets, compared to others.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The highest priority that its jobs may have.</summary>
    public int MaxPriority { get; init; } = int.MaxValue;
}
