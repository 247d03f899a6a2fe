using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Roslyn;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Declarations;

/// <summary>What is wrong with an [Actor] class and the methods that callers would see.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ActorAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.OfDeclarations;

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
        if (context.Symbol.HasAttribute(known.ActorAttribute))
        {
            var problems = new List<Problem>();
            ActorParser.Parse((INamedTypeSymbol)context.Symbol, known, problems, context.CancellationToken);
            ProblemReport.Report(problems, context.Symbol, context.ReportDiagnostic);
        }
    }
}
