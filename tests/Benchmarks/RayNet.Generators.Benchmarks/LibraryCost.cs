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
    private const double Limit = 1.02;
    private const int Rounds = 9;

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

    private static async Task<bool> MeasureAsync(Library library)
    {
        var without = new List<Cost>();
        var with = new List<Cost>();
        int said = 0;
        for (int round = -1; round < Rounds; round++)
        {
            // The first round warms up; then each begins as often as the other.
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

        double ratio = Median(with, static cost => cost.Processor) / Median(without, static cost => cost.Processor);
        double memory = Median(with, static cost => cost.Megabytes) / Median(without, static cost => cost.Megabytes);
        bool isMet = said == 0 && ratio <= Limit;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{library.Name}: {library.Files} files, {library.Lines:N0} lines, {said} diagnostics; compiled in {Median(without, static cost => cost.Processor):0} ms of processor time, with RayNet {Median(with, static cost => cost.Processor):0} ms, ratio {ratio:0.000} (limit {Limit}); allocations {memory:0.000} {(isMet ? "met" : "MISSED")}"));
        return isMet;
    }

    private static async Task<(Cost Cost, int Diagnostics)> CompileAsync(Library library, bool isWith)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        TimeSpan began = process.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        Compilation compilation = library.Compile();
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new NoRules()];
        if (isWith)
        {
            CSharpGeneratorDriver.Create([new RayNetGenerator().AsSourceGenerator()], parseOptions: library.Options)
                .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
            analyzers = [.. analyzers, .. Growth.CreateAnalyzers()];
        }

        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        compilation.Emit(Stream.Null);
        process.Refresh();
        return (new Cost((process.TotalProcessorTime - began).TotalMilliseconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1048576.0), diagnostics.Length);
    }

    private static double Median(List<Cost> costs, Func<Cost, double> figure)
    {
        double[] values = [.. costs.Select(figure).Order()];
        return values[values.Length / 2];
    }

    /// <summary>What one compilation took.</summary>
    /// <param name="Processor">Milliseconds of all processors, which other programs on the machine disturb less than the time that passes.</param>
    /// <param name="Megabytes">What it allocated, in MiB.</param>
    private readonly record struct Cost(double Processor, double Megabytes);
}
