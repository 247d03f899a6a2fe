using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RayNet.Roslyn.Parsing;

/// <summary>Named arguments of an attribute, and where they stand.</summary>
internal static class AttributeArguments
{
    internal static bool TryGet(this AttributeData attribute, string name, out TypedConstant value)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Error)
            {
                value = argument.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    internal static T Get<T>(this AttributeData attribute, string name, T fallback) =>
        attribute.TryGet(name, out TypedConstant constant) && constant.Kind != TypedConstantKind.Array && constant.Value is T value ? value : fallback;

    /// <summary>The named argument, or the attribute when it has none of the name.</summary>
    internal static Location LocationOf(this AttributeData attribute, string name, CancellationToken cancellationToken) =>
        Syntax(attribute, cancellationToken) is { } syntax
            ? (syntax.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.GetLocation() ?? syntax.GetLocation())
            : Location.None;

    /// <summary>A positional argument, or the attribute.</summary>
    internal static Location LocationOf(this AttributeData attribute, int position, CancellationToken cancellationToken) =>
        Syntax(attribute, cancellationToken) is { } syntax
            ? (syntax.ArgumentList?.Arguments.ElementAtOrDefault(position)?.GetLocation() ?? syntax.GetLocation())
            : Location.None;

    private static AttributeSyntax? Syntax(AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
}
