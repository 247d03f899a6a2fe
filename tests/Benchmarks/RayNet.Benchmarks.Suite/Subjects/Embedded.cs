using System.Diagnostics;
using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Subjects;

/// <summary>A part of the program that measures embedded clusters.</summary>
internal sealed record Embedded(string Part, string[] Arguments, params string[] Topics) : Subject(Part, Topics)
{
    /// <summary>Whether the part takes parts of metrics' names.</summary>
    internal bool TakesFilters { get; init; }

    internal override Task RunAsync(SuiteOptions options, Action<Measurement> onMeasured)
    {
        ProcessStartInfo start = Dotnet(options, "RayNet.Benchmarks", [Part, .. Arguments, .. TakesFilters ? options.Filters : []]);
        return RunAsync(start, options.Filters, onMeasured);
    }
}
