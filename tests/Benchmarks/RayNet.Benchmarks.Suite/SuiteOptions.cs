namespace RayNet.Benchmarks.Suite;

/// <summary>How often and how long.</summary>
/// <param name="Runs">Repetitions in a round.</param>
/// <param name="Seconds">One repetition.</param>
/// <param name="Rounds">How often those that are compared take their turn.</param>
/// <param name="Filters">Parts of metrics' names; none is all.</param>
internal sealed record SuiteOptions(int Runs, double Seconds, int Rounds, IReadOnlyList<string> Filters)
{
    /// <summary>How long a peer warms up for each metric, in seconds: RayNet's own metrics have a second at least.</summary>
    internal double WarmUp { get; init; } = 1;

    /// <summary>The working tree whose builds are measured.</summary>
    internal string Folder { get; init; } = ".";
}
