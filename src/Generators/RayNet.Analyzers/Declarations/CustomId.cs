using Microsoft.CodeAnalysis;

namespace RayNet.Analyzers.Declarations;

/// <summary>An id that a user gave.</summary>
internal sealed class CustomId(string text, string owner, Location location)
{
    internal static readonly IComparer<CustomId> SourceOrder = Comparer<CustomId>.Create(static (left, right) =>
        string.CompareOrdinal(left.Location.SourceTree?.FilePath, right.Location.SourceTree?.FilePath) is not 0 and var file ? file
        : left.Location.SourceSpan.CompareTo(right.Location.SourceSpan) is not 0 and var span ? span
        : string.CompareOrdinal(left.Owner, right.Owner));

    internal string Text { get; } = text;

    internal string Owner { get; } = owner;

    internal Location Location { get; } = location;

    /// <param name="symbol">What may carry an id.</param>
    /// <param name="attribute">The attribute that gives it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="actor">The actor whose method this is: it may inherit the method, and the id with it.</param>
    internal static CustomId? Of(ISymbol symbol, INamedTypeSymbol attribute, CancellationToken cancellationToken, INamedTypeSymbol? actor = null)
    {
        foreach (AttributeData data in symbol.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
            {
                continue;
            }

            foreach (KeyValuePair<string, TypedConstant> argument in data.NamedArguments)
            {
                if (argument is { Key: "Id", Value.Value: string text } && text.Trim().Length > 0)
                {
                    bool isInherited = actor is not null && !SymbolEqualityComparer.Default.Equals(symbol.ContainingType, actor);
                    Location? own = data.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation();
                    string owner = symbol is IMethodSymbol ? (actor ?? symbol.ContainingType).Name + "." + symbol.Name : symbol.Name;
                    return new CustomId(text, owner, (isInherited ? null : own) ?? (actor ?? symbol).Locations.FirstOrDefault() ?? Location.None);
                }
            }
        }

        return null;
    }
}
