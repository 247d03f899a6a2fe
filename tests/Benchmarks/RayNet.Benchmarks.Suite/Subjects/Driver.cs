using System.Globalization;
using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Subjects;

/// <summary>A driver with a worker process, or without.</summary>
/// <param name="Set">The family of metrics.</param>
/// <param name="Arguments">What else the program is told.</param>
/// <param name="Topics">What it measures.</param>
internal sealed record Driver(string Set, string[] Arguments, params string[] Topics) : Subject($"driver, {Set} {string.Join(' ', Arguments)}", Topics)
{
    internal override Task RunAsync(SuiteOptions options, Action<Measurement> onMeasured) => RunAsync(
        Dotnet(options, "RayNet.Cluster.Benchmarks", [.. Arguments, "--set", Set, "--runs", $"{options.Runs}", "--seconds", options.Seconds.ToString(CultureInfo.InvariantCulture), .. options.Filters]),
        options.Filters,
        onMeasured);
}
