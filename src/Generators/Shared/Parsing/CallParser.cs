using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;

namespace RayNet.Roslyn.Parsing;

/// <summary>Reads a method or constructor that becomes a remote call.</summary>
internal static class CallParser
{
    /// <summary>Reads a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="host">The type that the entry point is added to.</param>
    /// <param name="entryPoint">The name of the generated method.</param>
    /// <param name="identity">The text behind the id on the wire.</param>
    /// <param name="attribute">The attribute with the options, or <see langword="null"/>.</param>
    /// <param name="options">The initializer of the options.</param>
    /// <param name="context">Takes what is wrong.</param>
    internal static CallModel Parse(IMethodSymbol method, INamedTypeSymbol host, string entryPoint, string identity, AttributeData? attribute, string? options, ParseContext context)
    {
        bool isConstructor = method.MethodKind == MethodKind.Constructor;
        ulong id = StableHash.Compute(identity);
        return new CallModel(
            isConstructor ? host.Name : method.Name,
            entryPoint,
            $"{(isConstructor ? entryPoint : method.Name)}_{StableHash.Short(id)}",
            id,
            $"{host.NestedName()}.{(isConstructor ? entryPoint : method.Name)}",
            method.OriginalDefinition.GetDocumentationCommentId() ?? string.Empty,
            AccessibilityChecks.IsPublic(host) && method.DeclaredAccessibility == Accessibility.Public,
            CallerAttributes.Format(method, context.Known),
            ParameterParser.Parse(method, context),
            isConstructor ? ReturnParser.Nothing : ReturnParser.Parse(method, attribute, context),
            options);
    }
}
