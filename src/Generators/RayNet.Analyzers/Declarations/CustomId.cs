using Microsoft.CodeAnalysis;
using RayNet.Roslyn;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Declarations;

/// <summary>An id that a user gave.</summary>
internal sealed class CustomId(string value, string owner, Location location)
{
    internal static readonly IComparer<CustomId> SourceOrder = Comparer<CustomId>.Create(static (left, right) =>
        string.CompareOrdinal(left.Location.SourceTree?.FilePath, right.Location.SourceTree?.FilePath) is not 0 and var file ? file
        : left.Location.SourceSpan.CompareTo(right.Location.SourceSpan) is not 0 and var span ? span
        : string.CompareOrdinal(left.Owner, right.Owner));

    internal string Value { get; } = value;

    internal string Owner { get; } = owner;

    internal Location Location { get; } = location;

    internal static CustomId? OfTask(IMethodSymbol method, KnownSymbols known, CancellationToken cancellationToken) =>
        method.PartialDefinitionPart is null ? Of(method, known.RemoteAttribute, cancellationToken) : null;

    /// <summary>The id of a [Remote] method or an [Actor] class.</summary>
    internal static CustomId? Of(ISymbol symbol, INamedTypeSymbol attribute, CancellationToken cancellationToken) =>
        symbol.FindAttribute(attribute) is { } data && Text(data) is { } text
            ? new CustomId(text, symbol is IMethodSymbol ? symbol.ContainingType.Name + "." + symbol.Name : symbol.Name, data.LocationOf("Id", cancellationToken))
            : null;

    /// <summary>The id of an actor's method, which it may inherit: then the actor is to blame.</summary>
    internal static CustomId? OfActorMethod(IMethodSymbol method, INamedTypeSymbol actor, KnownSymbols known, CancellationToken cancellationToken)
    {
        for (IMethodSymbol? current = method; current is not null; current = current.OverriddenMethod)
        {
            if (current.FindAttribute(known.ActorMethodAttribute) is { } data)
            {
                bool isOwn = SymbolEqualityComparer.Default.Equals(current.ContainingType, actor);
                return Text(data) is { } text
                    ? new CustomId(text, actor.Name + "." + method.Name, isOwn ? data.LocationOf("Id", cancellationToken) : actor.FirstLocation())
                    : null;
            }
        }

        return null;
    }

    private static string? Text(AttributeData attribute) =>
        attribute.Get<string?>("Id", null) is { } text && text.Trim().Length > 0 ? text : null;
}
