using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Roslyn;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Declarations;

/// <summary>RN1015: what is wrong with a [RayStartup] class, or with two of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StartupAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.InvalidStartup, DiagnosticDescriptors.Inaccessible];

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

            // Searched only where a class is marked at all, and then once.
            var hasSeveral = new Lazy<bool>(() => Types(known.Compilation.Assembly.GlobalNamespace).Where(type => type.HasAttribute(known.RayStartupAttribute)).Skip(1).Any());
            start.RegisterSymbolAction(symbol => Analyze(symbol, known, hasSeveral), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, KnownSymbols known, Lazy<bool> hasSeveral)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.HasAttribute(known.RayStartupAttribute))
        {
            return;
        }

        var problems = new List<Problem>();
        StartupParser.Parse(type, known, problems, context.CancellationToken);
        if (problems.Count == 0 && hasSeveral.Value)
        {
            problems.Add(new Problem(DiagnosticIds.InvalidStartup, type.FirstLocation(), [type.ToDisplayString()]));
        }

        ProblemReport.Report(problems, type, context.ReportDiagnostic);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (INamespaceOrTypeSymbol member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (INamedTypeSymbol nested in Types(member))
            {
                yield return nested;
            }
        }
    }
}
