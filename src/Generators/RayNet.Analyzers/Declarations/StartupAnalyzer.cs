using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Roslyn;

namespace RayNet.Analyzers.Declarations;

/// <summary>RN1015: what is wrong with a [RayStartup] class.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StartupAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.InvalidStartup];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownSymbols.For(start.Compilation) is { } known)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, KnownSymbols known)
    {
        if (Marked.By(context.Symbol, known.RayStartupAttribute))
        {
            var problems = new List<Problem>();
            StartupParser.Parse((INamedTypeSymbol)context.Symbol, known, problems, context.CancellationToken);
            ProblemReport.Report(problems, context.Symbol, context.ReportDiagnostic);
        }
    }
}
