using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Roslyn;
using RayNet.Roslyn.Exposure;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Declarations;

/// <summary>RN1018: what gateways cannot serve of a class with [Expose]. RN1019: two classes of one name on the wire.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ExposeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.InvalidExposure, DiagnosticDescriptors.ExposedNameTaken];

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

            var exposed = new ConcurrentBag<(string Name, INamedTypeSymbol Type)>();
            start.RegisterSymbolAction(symbol => Analyze(symbol, known, exposed), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => ReportNames(end, exposed));
        });
    }

    private static void Analyze(SymbolAnalysisContext context, KnownSymbols known, ConcurrentBag<(string Name, INamedTypeSymbol Type)> exposed)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.FindAttribute(known.ExposeAttribute) is not { } attribute)
        {
            return;
        }

        exposed.Add((ExposeParser.BaseName(type, attribute), type));
        var problems = new List<Problem>();
        ExposeParser.Parse(type, known, problems, context.CancellationToken);
        ProblemReport.Report(problems, type, context.ReportDiagnostic);
    }

    /// <summary>The first in the order of full names keeps its name; each later one is reported.</summary>
    private static void ReportNames(CompilationAnalysisContext context, ConcurrentBag<(string Name, INamedTypeSymbol Type)> exposed)
    {
        foreach (IGrouping<string, (string Name, INamedTypeSymbol Type)> group in exposed.GroupBy(static entry => entry.Name, StringComparer.Ordinal))
        {
            INamedTypeSymbol[] types = [.. group.Select(static entry => entry.Type).OrderBy(TypeNames.Metadata, StringComparer.Ordinal)];
            foreach (INamedTypeSymbol later in types.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ExposedNameTaken, later.FirstLocation(), later.ToDisplayString(), types[0].ToDisplayString(), group.Key));
            }
        }
    }
}
