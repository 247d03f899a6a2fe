using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Roslyn.Parsing;
using RayNet.Roslyn.Types;

namespace RayNet.Analyzers.Patterns.State;

/// <summary>RN2026: what an actor saves of itself holds a reference or handle. Nobody is left who could answer for one when the state is read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SavedStateAnalyzer() : RayAnalyzer(PatternDescriptors.StateHoldsReference)
{
    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols) => start.RegisterSymbolAction(
        context =>
        {
            var type = (INamedTypeSymbol)context.Symbol;
            if (!symbols.IsActorClass(type) || ActorStates.Find(type, symbols.Known) is not { } state || state.ContainsError())
            {
                return;
            }

            foreach (KeyValuePair<TypeNode, string> part in TypeShapeParser.For(context.Compilation).PathsIn(state).OrderBy(static part => part.Value, StringComparer.Ordinal))
            {
                bool isHandle = part.Key.Symbol.DerivesFrom(symbols.Known.ActorHandle);
                if (isHandle || part.Key.Symbol.DerivesFrom(symbols.Known.ObjectRef))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        PatternDescriptors.StateHoldsReference,
                        type.FirstLocation(),
                        "state" + part.Value,
                        type.Name,
                        isHandle ? "a handle" : "a reference",
                        isHandle ? "the name of a named actor, and look it up with Ray.GetActor" : "the value, or what it can be made from"));
                }
            }
        },
        SymbolKind.NamedType);
}
