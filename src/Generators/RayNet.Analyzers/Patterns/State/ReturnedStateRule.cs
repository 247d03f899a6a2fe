using Microsoft.CodeAnalysis;

namespace RayNet.Analyzers.Patterns.State;

/// <summary>
/// RN2007: a result is stored as it is and copied for its readers, who may come when the next call has begun to change it. Silent for
/// state that no method changes in place.
/// </summary>
internal static class ReturnedStateRule
{
    internal static void Check(ActorState actor, RaySymbols symbols, Action<Diagnostic> report)
    {
        foreach (StateUse use in actor.Returns)
        {
            StateUse? change = actor.Changes.FirstOrDefault(change => change.IsContent && SymbolEqualityComparer.Default.Equals(change.State, use.State));
            if (change is not null && Mutation.IsMutable(use.Operation.Type, symbols) && RemoteCode.IsRemoteMethod(use.Method, symbols))
            {
                report(Diagnostic.Create(PatternDescriptors.ReturnsOwnState, use.Operation.Syntax.GetLocation(), use.Method.Name, use.State.Name, change.Method.Name));
            }
        }
    }
}
