using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Contracts;
using RayNet.Roslyn;

namespace RayNet.Analyzers.Contracts;

/// <summary>RN3001 to RN3004: what has changed since RayNet.Contracts.txt was written. Without the file there is nothing to do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ContractsAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ContractDescriptors.All;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (FindFile(start.Options) is not { } file || KnownSymbols.For(start.Compilation) is not { } known)
            {
                return;
            }

            // All types ask for the same comparison, and the first computes it.
            var report = new Lazy<ContractReport>(() => ContractReport.Create(start.Compilation, known, file, start.CancellationToken));
            start.RegisterSymbolAction(symbol => report.Value.ReportAt((INamedTypeSymbol)symbol.Symbol, symbol.ReportDiagnostic), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => report.Value.ReportRest(end.ReportDiagnostic));
        });
    }

    private static AdditionalText? FindFile(AnalyzerOptions options) =>
        options.AdditionalFiles.FirstOrDefault(static file => Path.GetFileName(file.Path) == ContractFile.Name);
}
