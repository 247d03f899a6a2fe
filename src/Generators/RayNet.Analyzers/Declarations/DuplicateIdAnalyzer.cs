using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Roslyn;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Declarations;

/// <summary>RN1006: ids that users gave twice. Ids that follow from signatures are as unique as the signatures.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DuplicateIdAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.DuplicateId];

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

            var ids = new ConcurrentBag<CustomId>();
            start.RegisterSymbolAction(symbol => Add(CustomId.OfTask((IMethodSymbol)symbol.Symbol, known, symbol.CancellationToken), ids), SymbolKind.Method);
            start.RegisterSymbolAction(symbol => AddActor((INamedTypeSymbol)symbol.Symbol, known, ids, symbol.CancellationToken), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(ids, end));
        });
    }

    private static void AddActor(INamedTypeSymbol type, KnownSymbols known, ConcurrentBag<CustomId> ids, CancellationToken cancellationToken)
    {
        if (!type.HasAttribute(known.ActorAttribute))
        {
            return;
        }

        Add(CustomId.Of(type, known.ActorAttribute, cancellationToken), ids);
        foreach (IMethodSymbol method in ActorMethodSearch.Find(type, known))
        {
            Add(CustomId.OfActorMethod(method, type, known, cancellationToken), ids);
        }
    }

    private static void Add(CustomId? id, ConcurrentBag<CustomId> ids)
    {
        if (id is not null)
        {
            ids.Add(id);
        }
    }

    /// <summary>The first in source order keeps its id; each later one is reported.</summary>
    private static void Report(ConcurrentBag<CustomId> ids, CompilationAnalysisContext context)
    {
        foreach (IGrouping<string, CustomId> group in ids.GroupBy(static id => id.Value, StringComparer.Ordinal))
        {
            CustomId[] ordered = [.. group.OrderBy(static id => id, CustomId.SourceOrder)];
            foreach (CustomId later in ordered.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.DuplicateId, later.Location, ordered[0].Owner, later.Owner));
            }
        }
    }
}
