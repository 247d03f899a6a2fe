using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Subjects;

/// <summary>Several nodes of one process: one object to one other, and to many.</summary>
internal sealed record InProcessNodes() : Subject("nodes of one process", "broadcast", "256 MiB object node to node", "bare TCP socket", "copies of memory")
{
    /// <summary>Each moves a gibibyte to eight nodes.</summary>
    private const int MostRuns = 2;

    internal override Task RunAsync(SuiteOptions options, Action<Measurement> onMeasured) =>
        RunAsync(Dotnet(options, "RayNet.Nodes.Benchmarks", ["--runs", $"{Math.Min(options.Runs, MostRuns)}", .. options.Filters]), options.Filters, onMeasured);
}
