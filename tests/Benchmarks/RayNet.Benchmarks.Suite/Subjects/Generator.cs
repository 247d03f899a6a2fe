using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Subjects;

/// <summary>The compiler's part.</summary>
internal sealed record Generator() : Subject("generator", "generator", "keystroke", "compiler")
{
    internal override Task RunAsync(SuiteOptions options, Action<Measurement> onMeasured) =>
        RunAsync(Dotnet(options, "RayNet.Generators.Benchmarks"), options.Filters, onMeasured);
}
