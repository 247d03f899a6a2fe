using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Analyzers.Patterns.State;

/// <summary>State of actors that others see while it changes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ActorStateAnalyzer() : RayAnalyzer(PatternDescriptors.ReturnsOwnState, PatternDescriptors.UnsynchronizedState, PatternDescriptors.RestartLosesState)
{
    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols) =>
        start.RegisterSymbolStartAction(
            type =>
            {
                if (!symbols.IsActorClass((INamedTypeSymbol)type.Symbol))
                {
                    return;
                }

                var actor = new ActorState((INamedTypeSymbol)type.Symbol);
                type.RegisterOperationAction(actor.AddChange, Mutation.Kinds);
                type.RegisterOperationAction(actor.AddReturn, OperationKind.Return);
                type.RegisterOperationAction(actor.AddUse, OperationKind.FieldReference, OperationKind.PropertyReference, OperationKind.ParameterReference);
                type.RegisterSymbolEndAction(end =>
                {
                    ReturnedStateRule.Check(actor, symbols, end.ReportDiagnostic);
                    UnsynchronizedRule.Check(actor, symbols, end.ReportDiagnostic);
                    RestartRule.Check(actor, symbols, end.ReportDiagnostic, end.CancellationToken);
                });
            },
            SymbolKind.NamedType);
}
