using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Roslyn;

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
            start.RegisterSymbolAction(symbol => Add(CustomId.Of(symbol.Symbol, known.RemoteAttribute, symbol.CancellationToken), ids), SymbolKind.Method);
            start.RegisterSymbolAction(symbol => AddActor((INamedTypeSymbol)symbol.Symbol, known, ids, symbol.CancellationToken), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(ids, end));
        });
    }

    private static void AddActor(INamedTypeSymbol type, KnownSymbols known, ConcurrentBag<CustomId> ids, CancellationToken cancellationToken)
    {
        if (!Marked.By(type, known.ActorAttribute))
        {
            return;
        }

        Add(CustomId.Of(type, known.ActorAttribute, cancellationToken), ids);
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers())
            {
                if (member is not IMethodSymbol method)
                {
                    continue;
                }

                if (method.OverriddenMethod is { } basis)
                {
                    overridden.Add(basis.OriginalDefinition);
                }

                if (!overridden.Contains(method.OriginalDefinition))
                {
                    Add(CustomId.Of(method, known.ActorMethodAttribute, cancellationToken, type), ids);
                }
            }
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
        foreach (IGrouping<string, CustomId> group in ids.GroupBy(static id => id.Text, StringComparer.Ordinal))
        {
            CustomId[] ordered = [.. group.OrderBy(static id => id, CustomId.SourceOrder)];
            foreach (CustomId later in ordered.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.DuplicateId, later.Location, ordered[0].Owner, later.Owner));
            }
        }
    }
}
