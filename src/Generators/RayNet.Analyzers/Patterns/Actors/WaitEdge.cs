using Microsoft.CodeAnalysis;

namespace RayNet.Analyzers.Patterns.Actors;

/// <summary>A method of an actor that waits for a call of another.</summary>
/// <param name="actor">The class of the actor that is called.</param>
/// <param name="method">Its method.</param>
/// <param name="handle">Where the handle comes from.</param>
/// <param name="field">The field that holds the handle, if one does.</param>
/// <param name="location">Where the call stands.</param>
internal sealed class WaitEdge(INamedTypeSymbol actor, IMethodSymbol method, HandleOrigin handle, IFieldSymbol? field, Location location)
{
    internal INamedTypeSymbol Actor { get; } = actor;

    internal IMethodSymbol Method { get; } = method;

    internal HandleOrigin Handle { get; } = handle;

    internal IFieldSymbol? Field { get; } = field;

    internal Location Location { get; } = location;

    internal string Name => Actor.Name + "." + Method.Name;
}
