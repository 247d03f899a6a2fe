using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Declarations;

/// <summary>What is wrong with a [Remote] method, wherever C# lets the attribute stand.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RemoteMethodAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.OfDeclarations;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownSymbols.For(start.Compilation) is not { } known)
            {
                return;
            }

            start.RegisterSymbolAction(
                symbol => Analyze((IMethodSymbol)symbol.Symbol, known, symbol.ReportDiagnostic, symbol.CancellationToken),
                SymbolKind.Method);
            start.RegisterOperationAction(
                function => Analyze(((ILocalFunctionOperation)function.Operation).Symbol, known, function.ReportDiagnostic, function.CancellationToken),
                OperationKind.LocalFunction);
            start.RegisterOperationAction(
                function => Analyze(((IAnonymousFunctionOperation)function.Operation).Symbol, known, function.ReportDiagnostic, function.CancellationToken),
                OperationKind.AnonymousFunction);
        });
    }

    private static void Analyze(IMethodSymbol method, KnownSymbols known, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        // Both parts of a partial method carry the attributes of both.
        if (method.PartialDefinitionPart is null && method.HasAttribute(known.RemoteAttribute))
        {
            var problems = new List<Problem>();
            RemoteMethodParser.Parse(method, known, problems, cancellationToken);
            ProblemReport.Report(problems, method, report);
        }
    }
}
