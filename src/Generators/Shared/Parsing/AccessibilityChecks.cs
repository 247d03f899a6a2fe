using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Parsing;

/// <summary>What generated code of the same assembly can reach, and what other assemblies can.</summary>
internal static class AccessibilityChecks
{
    /// <summary>Why generated code cannot reach a symbol; <see langword="null"/> when it can.</summary>
    internal static string? WhyUnreachable(ISymbol symbol)
    {
        if (Describe(symbol) is { } own)
        {
            return own;
        }

        for (INamedTypeSymbol? outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (Describe(outer) is { } accessibility)
            {
                return $"inside the {accessibility} type '{outer.Name}'";
            }
        }

        return null;
    }

    /// <summary>Whether other assemblies can reach a symbol.</summary>
    internal static bool IsPublic(ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether generated code can name a type.</summary>
    internal static bool CanName(ITypeSymbol type, Compilation compilation) =>
        type is not IErrorTypeSymbol and not INamedTypeSymbol { IsFileLocal: true } && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly);

    private static string? Describe(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol { IsFileLocal: true } => "file-local",
        { DeclaredAccessibility: Accessibility.Private } => "private",
        { DeclaredAccessibility: Accessibility.Protected } => "protected",
        { DeclaredAccessibility: Accessibility.ProtectedAndInternal } => "private protected",
        _ => null,
    };
}
