using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RayNet.Roslyn.Parsing;

/// <summary>Questions that several parsers ask.</summary>
internal static class SymbolExtensions
{
    internal static bool Is(this ITypeSymbol type, INamedTypeSymbol? other) => SymbolEqualityComparer.Default.Equals(type, other);

    /// <summary>Whether the type is a construction of a generic definition.</summary>
    internal static bool IsConstructedFrom(this ITypeSymbol type, INamedTypeSymbol? definition) =>
        definition is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, definition);

    internal static AttributeData? FindAttribute(this ISymbol symbol, INamedTypeSymbol? attribute)
    {
        foreach (AttributeData data in symbol.GetAttributes())
        {
            if (data.AttributeClass is { } type && type.Is(attribute))
            {
                return data;
            }
        }

        return null;
    }

    internal static bool HasAttribute(this ISymbol symbol, INamedTypeSymbol? attribute) => symbol.FindAttribute(attribute) is not null;

    /// <summary>Whether an attribute of a symbol stands on this very declaration, which may be one of several parts.</summary>
    internal static bool Carries(this SyntaxNode declaration, INamedTypeSymbol attribute, ISymbol symbol)
    {
        foreach (AttributeData data in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute)
                && data.ApplicationSyntaxReference is { } reference
                && reference.SyntaxTree == declaration.SyntaxTree
                && declaration.Span.Contains(reference.Span))
            {
                return true;
            }
        }

        return false;
    }

    internal static Location FirstLocation(this ISymbol symbol) => symbol.Locations.FirstOrDefault(static location => location.IsInSource) ?? Location.None;

    internal static bool IsInSource(this ISymbol symbol) => !symbol.DeclaringSyntaxReferences.IsEmpty;

    internal static bool DerivesFrom(this ITypeSymbol type, INamedTypeSymbol? ancestor)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(ancestor))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool Implements(this ITypeSymbol type, INamedTypeSymbol? contract) =>
        contract is not null && (type.Is(contract) || type.AllInterfaces.Any(candidate => candidate.Is(contract)));

    /// <summary>Whether the compiler reports an error about the type itself.</summary>
    internal static bool ContainsError(this ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        IArrayTypeSymbol array => array.ElementType.ContainsError(),
        INamedTypeSymbol named => named.TypeArguments.Any(static argument => argument.ContainsError()) || (named.ContainingType?.ContainsError() ?? false),
        _ => false,
    };

    /// <summary>Whether the type or one that contains it has type parameters.</summary>
    internal static bool IsGenericOrInGeneric(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsGenericType)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the symbol and all that contain it have names: while a header is typed, members belong to a class of the compiler's own.</summary>
    internal static bool HasUsableNames(this ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null and not IAssemblySymbol and not IModuleSymbol; current = current.ContainingSymbol)
        {
            bool isGlobal = current is INamespaceSymbol { IsGlobalNamespace: true };
            if (!isGlobal && (!SyntaxFacts.IsValidIdentifier(current.Name) || current is INamedTypeSymbol { IsImplicitClass: true }))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The type's name with the names of the types that contain it: Outer.Inner.</summary>
    internal static string NestedName(this INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? outer.NestedName() + "." + type.Name : type.Name;
}
