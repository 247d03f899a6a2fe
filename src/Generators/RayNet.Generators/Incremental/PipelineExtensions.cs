using Microsoft.CodeAnalysis;

namespace RayNet.Generators.Incremental;

/// <summary>Steps that several pipelines have.</summary>
internal static class PipelineExtensions
{
    internal static IncrementalValuesProvider<T> WhereNotNull<T>(this IncrementalValuesProvider<T?> values)
        where T : class => values.Where(static value => value is not null).Select(static (value, _) => value!);

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
}
