using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Analyzers.Tests.Harness;

/// <summary>Runs every analyzer of RayNet, as a build would.</summary>
internal static class Analysis
{
    internal static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(DiagnosticDescriptors).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Diagnostics of RayNet that are not suppressed, in source order. A throwing analyzer fails the test.</summary>
    internal static Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, params AdditionalText[] files) =>
        RunAsync(compilation, files, static (run, cancellation) => run.GetAnalyzerDiagnosticsAsync(cancellation));

    /// <summary>What a build prints: the compiler's diagnostics, too.</summary>
    internal static Task<ImmutableArray<Diagnostic>> WithCompilerAsync(Compilation compilation) =>
        RunAsync(compilation, [], static (run, cancellation) => run.GetAllDiagnosticsAsync(cancellation));

    private static async Task<ImmutableArray<Diagnostic>> RunAsync(
        Compilation compilation,
        AdditionalText[] files,
        Func<CompilationWithAnalyzers, CancellationToken, Task<ImmutableArray<Diagnostic>>> get)
    {
        var crashes = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. files]),
            (exception, analyzer, _) =>
            {
                lock (crashes)
                {
                    crashes.Add($"{analyzer}: {exception}");
                }
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> all = await get(compilation.WithAnalyzers(Analyzers, options), TestContext.Current.CancellationToken);
        Assert.Empty(crashes);
        return [.. all.Where(diagnostic => !diagnostic.IsSuppressed).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    internal static string Show(Diagnostic diagnostic)
    {
        FileLinePositionSpan at = diagnostic.Location.GetLineSpan();
        string text = diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? "";
        return $"{diagnostic.Id} at {at.StartLinePosition}: '{text}': {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }
}
