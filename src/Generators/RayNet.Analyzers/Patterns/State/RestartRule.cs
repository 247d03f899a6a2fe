using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.State;

/// <summary>
/// RN2024: an actor that may be restarted changes its fields, saves no state and has no code that knows of a restart. A suggestion: for many actors, starting anew is
/// what is wanted.
/// </summary>
internal static class RestartRule
{
    internal static void Check(ActorState actor, RaySymbols symbols, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if ((actor.Type.FindAttribute(symbols.Known.ActorAttribute)?.Get("MaxRestarts", 0) ?? 0) == 0
            || actor.Changes.Count == 0
            || ActorStates.Find(actor.Type, symbols.Known) is not null
            || actor.Type.DeclaringSyntaxReferences.Any(reference => Mentions(reference.GetSyntax(cancellation))))
        {
            return;
        }

        string state = actor.Changes.OrderBy(static change => change.Operation.Syntax.SpanStart).First().State.Name;
        report(Diagnostic.Create(PatternDescriptors.RestartLosesState, actor.Type.FirstLocation(), actor.Type.Name, state));
    }

    private static bool Mentions(SyntaxNode declaration) =>
        declaration.DescendantTokens().Any(static token => token.ValueText is "WasRestarted" or "Load" or "LoadAsync" or "Restore" or "RestoreAsync");
}
