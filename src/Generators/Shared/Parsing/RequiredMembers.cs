using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Parsing;

/// <summary>Members that an object initializer would have to set, which generated code does not have.</summary>
internal static class RequiredMembers
{
    internal static bool AreLeftOpen(INamedTypeSymbol type, IMethodSymbol constructor, KnownSymbols known)
    {
        if (constructor.HasAttribute(known.SetsRequiredMembersAttribute))
        {
            return false;
        }

        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (current.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }
}
