using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Generators.Benchmarks;

/// <summary>What RayNet's generator and analyzers cost libraries that do not use it: they should say nothing, and take next to nothing.</summary>
internal static class LibraryCost
{
    internal const double Limit = 1.02;
    private const int Rounds = 9;
    private const int WarmUps = 4;

    /// <summary>Compiles each folder of a folder in turn with and without RayNet's parts.</summary>
    internal static async Task<int> RunAsync(string folder)
    {
        bool isMet = true;
        foreach (string path in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            var library = new Library(path);
            if (library.Errors.Count > 0)
            {
                Console.WriteLine($"{library.Name}: left out, it does not compile here: {library.Errors.Count} errors, the first is {library.Errors[0]}");
                isMet = false;
                continue;
            }

            isMet &= await MeasureAsync(library);
        }

        return isMet ? 0 : 1;
    }

    /// <summary>
    /// All that a compilation takes, by what it takes without the time that generator and analyzers say they took: rounds with and without them differ by more than the limit
    /// on a noisy machine, whoever is in them.
    /// </summary>
    /// <exception cref="InvalidOperationException">The sources do not compile, or RayNet's rules complain.</exception>
    internal static async Task<double> RatioAsync(Library library, int rounds)
    {
        if (library.Errors.Count > 0)
        {
            throw new InvalidOperationException($"{library.Name} does not compile: {library.Errors.Count} errors, the first is {library.Errors[0]}");
        }

        var ratios = new List<double>();
        for (int round = -WarmUps; round < rounds; round++)
        {
            (Cost cost, int said) = await CompileAsync(library, isWith: true);
            if (said > 0)
            {
                throw new InvalidOperationException($"RayNet says {said} things about {library.Name}.");
            }

            if (round >= 0)
            {
                ratios.Add(cost.Processor / (cost.Processor - cost.Own));
            }
        }

        return ratios.Order().ElementAt(rounds / 2);
    }

    private static async Task<bool> MeasureAsync(Library library)
    {
        (List<Cost> without, List<Cost> with, int said) = await CompareAsync(library, Rounds);
        double ratio = Median(with, static cost => cost.Processor) / Median(without, static cost => cost.Processor);
        double memory = Median(with, static cost => cost.Megabytes) / Median(without, static cost => cost.Megabytes);
        bool isMet = said == 0 && ratio <= Limit;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{library.Name}: {library.Files} files, {library.Lines:N0} lines, {said} diagnostics; compiled in {Median(without, static cost => cost.Processor):0} ms of processor time, with RayNet {Median(with, static cost => cost.Processor):0} ms, ratio {ratio:0.000} (limit {Limit}); allocations {memory:0.000} {(isMet ? "met" : "MISSED")}"));
        return isMet;
    }

    private static async Task<(List<Cost> Without, List<Cost> With, int Said)> CompareAsync(Library library, int rounds)
    {
        var without = new List<Cost>();
        var with = new List<Cost>();
        int said = 0;
        for (int round = -WarmUps; round < rounds; round++)
        {
            // The first rounds warm up; then each begins as often as the other.
            bool isFirst = round % 2 == 0;
            foreach (bool isWith in (bool[])[isFirst, !isFirst])
            {
                (Cost cost, int diagnostics) = await CompileAsync(library, isWith);
                said += diagnostics;
                if (round >= 0)
                {
                    (isWith ? with : without).Add(cost);
                }
            }
        }

        return (without, with, said);
    }

    private static async Task<(Cost Cost, int Diagnostics)> CompileAsync(Library library, bool isWith)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        TimeSpan began = process.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        Compilation compilation = library.Compile();
        ImmutableArray<DiagnosticAnalyzer> analyzers = [];
        TimeSpan own = TimeSpan.Zero;
        if (isWith)
        {
            GeneratorDriver driver = CSharpGeneratorDriver.Create([new RayNetGenerator().AsSourceGenerator()], parseOptions: library.Options)
                .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
            own = driver.GetTimingInfo().ElapsedTime;
            analyzers = Growth.CreateAnalyzers();
        }

        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: true);
        AnalysisResult result = await compilation.WithAnalyzers([new IdleRule(looksAtCalls: false), .. analyzers], options).GetAnalysisResultAsync(CancellationToken.None);
        own += analyzers.Aggregate(TimeSpan.Zero, (sum, analyzer) => sum + result.AnalyzerTelemetryInfo[analyzer].ExecutionTime);
        compilation.Emit(Stream.Null);
        process.Refresh();
        return (new Cost((process.TotalProcessorTime - began).TotalMilliseconds, own.TotalMilliseconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1048576.0), result.GetAllDiagnostics().Length);
    }

    private static double Median(List<Cost> costs, Func<Cost, double> figure)
    {
        double[] values = [.. costs.Select(figure).Order()];
        return values[values.Length / 2];
    }

    /// <summary>What one compilation took.</summary>
    /// <param name="Processor">Milliseconds of all processors, which other programs on the machine disturb less than the time that passes.</param>
    /// <param name="Own">Milliseconds that RayNet's parts took of it.</param>
    /// <param name="Megabytes">What it allocated, in MiB.</param>
    private readonly record struct Cost(double Processor, double Own, double Megabytes);
}
