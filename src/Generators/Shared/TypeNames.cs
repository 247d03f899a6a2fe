using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn;

/// <summary>Types as source text that means the same everywhere.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat PlainFormat = SymbolDisplayFormat.FullyQualifiedFormat;

    private static readonly SymbolDisplayFormat AnnotatedFormat =
        PlainFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat ErasedFormat =
        PlainFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    /// <summary>With nullable annotations and tuple names.</summary>
    internal static string Annotated(ITypeSymbol type) => type.ToDisplayString(AnnotatedFormat);

    /// <summary>Without nullable annotations.</summary>
    internal static string Plain(INamespaceOrTypeSymbol type) => type.ToDisplayString(PlainFormat);

    /// <summary>Without anything that does not distinguish overloads.</summary>
    internal static string Erased(ITypeSymbol type) => type.ToDisplayString(ErasedFormat);

    /// <summary>The namespace as source text; empty for the global one.</summary>
    internal static string Namespace(INamespaceSymbol space) => space.IsGlobalNamespace ? string.Empty : Plain(space).Substring("global::".Length);

    /// <summary>Namespace and name as in metadata: N.Outer+Inner.</summary>
    internal static string Metadata(INamespaceOrTypeSymbol symbol) => symbol switch
    {
        { ContainingType: { } outer } => Metadata(outer) + "+" + symbol.MetadataName,
        { ContainingNamespace: { IsGlobalNamespace: false } space } => Metadata(space) + "." + symbol.MetadataName,
        _ => symbol.MetadataName,
    };
}
