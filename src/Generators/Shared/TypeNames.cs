using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn;

/// <summary>Types as source text that means the same everywhere.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat PlainFormat = SymbolDisplayFormat.FullyQualifiedFormat;

    private static readonly SymbolDisplayFormat AnnotatedFormat =
        PlainFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>With nullable annotations and tuple names.</summary>
    internal static string Annotated(ITypeSymbol type) => type.ToDisplayString(AnnotatedFormat);

    /// <summary>Without nullable annotations.</summary>
    internal static string Plain(ITypeSymbol type) => type.ToDisplayString(PlainFormat);

    /// <summary>Namespace and name as in metadata: N.Outer+Inner.</summary>
    internal static string Metadata(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return Metadata(outer) + "+" + type.MetadataName;
        }

        return type.ContainingNamespace.IsGlobalNamespace
            ? type.MetadataName
            : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;
    }
}
