using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Subjects;

/// <summary>The compiler's part.</summary>
internal sealed record Generator() : Subject("generator", "generator, 1,000 remote methods", "generator, growth from 1,000 to 5,000 methods", "analyzers and generator over code that does not use RayNet, processor time")
{
    internal override Task RunAsync(SuiteOptions options, Action<Measurement> onMeasured) =>
        RunAsync(Dotnet(options, "RayNet.Generators.Benchmarks"), options.Filters, onMeasured);
}
