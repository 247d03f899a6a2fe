using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns;

/// <summary>Recognises code that runs in workers.</summary>
internal static class RemoteCode
{
    /// <summary>Whether the member is a task, or one of an actor's instance members.</summary>
    internal static bool Contains(ISymbol member, RaySymbols symbols) => member is IMethodSymbol method && (IsTask(method, symbols) || IsOfActor(method, symbols));

    internal static bool IsTask(IMethodSymbol method, RaySymbols symbols) => method.HasAttribute(symbols.Known.RemoteAttribute);

    internal static bool IsOfActor(IMethodSymbol method, RaySymbols symbols) => !method.IsStatic && symbols.IsActorClass(method.ContainingType);

    /// <summary>A task, or a method that handles of the actor can call.</summary>
    internal static bool IsRemoteMethod(ISymbol member, RaySymbols symbols) => member is IMethodSymbol method
        && (IsTask(method, symbols) || (IsOfActor(method, symbols) && Actors.ActorFacts.IsRemote(method, method.ContainingType, symbols.Known)));
}
