using System.Text;
using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>The names that shapes have in generated code and in messages.</summary>
internal static class ShapeNames
{
    private static readonly SymbolDisplayFormat UniqueFormat = new(
        SymbolDisplayGlobalNamespaceStyle.Included,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat ReadableFormat = SymbolDisplayFormat.CSharpErrorMessageFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>One text for one runtime type: neither annotations nor tuple names.</summary>
    internal static string Unique(ITypeSymbol type) => type.ToDisplayString(UniqueFormat);

    internal static string Readable(ITypeSymbol type) => type.ToDisplayString(ReadableFormat);

    /// <summary>The class that is generated for a type: readable, and unique by the hash of the type's full name.</summary>
    internal static string Traits(ITypeSymbol type, string uniqueName) =>
        "global::RayNet.Generated." + Sanitize(type.Name) + "_" + StableHash.Short(uniqueName) + "Traits";

    private static string Sanitize(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char character in name)
        {
            text.Append(char.IsLetterOrDigit(character) ? character : '_');
        }

        return text.ToString();
    }
}
