using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;

namespace RayNet.Roslyn.Parsing;

/// <summary>Reads the type that generated members are added to.</summary>
internal static class HostParser
{
    internal static HostModel Parse(INamedTypeSymbol type, KnownSymbols known) => new(
        TypeNames.Plain(type),
        TypeNames.Metadata(type),
        TypeNames.Namespace(type.ContainingNamespace),
        ExtensionsName(type),
        type.GetDocumentationCommentId() ?? string.Empty,
        AccessibilityChecks.IsPublic(type),
        type.HasAttribute(known.ObsoleteAttribute));

    private static string ExtensionsName(INamedTypeSymbol type)
    {
        string nested = type.NestedName();
        string name = nested.Replace('.', '_') + "RemoteExtensions";

        // Outer.A_B and Outer_A.B would meet; so would a type of the user.
        bool isAmbiguous = type.ContainingType is not null && nested.IndexOf('_') >= 0;
        return isAmbiguous || type.ContainingNamespace.GetMembers(name).Any() ? $"{name}_{StableHash.Short(TypeNames.Metadata(type))}" : name;
    }
}
