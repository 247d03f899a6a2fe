using Microsoft.CodeAnalysis;

namespace RayNet.Analyzers;

internal static class Marked
{
    internal static bool By(ISymbol symbol, INamedTypeSymbol attribute)
    {
        foreach (AttributeData data in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
            {
                return true;
            }
        }

        return false;
    }
}
