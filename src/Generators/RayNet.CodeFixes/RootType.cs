using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RayNet.CodeFixes;

internal static class RootType
{
    /// <summary>The type whose path a diagnostic names: that of the parameter, of the result, or of the value that is put.</summary>
    internal static async Task<ITypeSymbol?> FindAsync(FixSite site)
    {
        if (await site.GetModelAsync().ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        if (site.Node.FirstAncestorOrSelf<ParameterSyntax>() is { Type: { } parameter })
        {
            return model.GetTypeInfo(parameter, site.Cancellation).Type;
        }

        if (site.Node is ExpressionSyntax expression and not TypeSyntax && model.GetTypeInfo(expression, site.Cancellation).Type is { } value)
        {
            return value;
        }

        return site.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && method.Span.Contains(site.Node.Span)
            ? Result(model.GetDeclaredSymbol(method, site.Cancellation)?.ReturnType)
            : null;
    }

    private static ITypeSymbol? Result(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask" or "IAsyncEnumerable", TypeArguments.Length: 1 } wrapper ? wrapper.TypeArguments[0] : type;
}
