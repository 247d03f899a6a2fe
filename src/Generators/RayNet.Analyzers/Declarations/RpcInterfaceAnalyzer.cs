using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Roslyn;
using RayNet.Roslyn.Parsing;
using RayNet.Roslyn.Rpc;

namespace RayNet.Analyzers.Declarations;

/// <summary>RN1017, and RN1004 and RN1005 for the types: what is wrong with an interface that is called over the wire.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RpcInterfaceAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.InvalidRpcMember, DiagnosticDescriptors.TypeCannotTravel, DiagnosticDescriptors.TypeContainsItself];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownSymbols.For(start.Compilation) is { } known && RpcSymbols.For(start.Compilation) is { } rpc)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, known, rpc), SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, KnownSymbols known, RpcSymbols rpc)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.HasAttribute(rpc.Service) || type.HasAttribute(rpc.Hub))
        {
            var problems = new List<Problem>();
            RpcInterfaceParser.Parse(type, rpc, known, problems, context.CancellationToken);
            ProblemReport.Report(problems, type, context.ReportDiagnostic);
        }
    }
}
