using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Parsing;

/// <summary>Ids of methods and classes on the wire.</summary>
internal static class Identity
{
    /// <summary>The id that the user gave, or else the text that the type's own name makes.</summary>
    internal static string OfType(INamedTypeSymbol type, string? customId) =>
        customId is null ? $"{type.ContainingAssembly.Name}|{TypeNames.Metadata(type)}" : "id:" + customId;

    internal static string OfMethod(string type, IMethodSymbol method, string? customId) =>
        customId is null
            ? $"{type}|{method.Name}|{method.Arity}|{string.Join(",", method.Parameters.Select(static parameter => TypeNames.Erased(parameter.Type)))}"
            : "id:" + customId;
}
