using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RayNet.Roslyn.Incremental;

/// <summary>
/// Tells which nodes hold statements that no symbol depends on. Bodies of properties do count: they make backing fields, and what
/// they read decides whether state travels. So do bodies that mention a parameter of a primary constructor, since capturing one
/// makes a field.
/// </summary>
internal static class Bodies
{
    internal static bool AreOnlyStatements(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax => true,
        BlockSyntax or ArrowExpressionClauseSyntax => node.Parent is BaseMethodDeclarationSyntax method && !CapturesParameter(node, method.Parent),
        _ => false,
    };

    private static bool CapturesParameter(SyntaxNode body, SyntaxNode? declaration)
    {
        if (declaration is not TypeDeclarationSyntax type)
        {
            return false;
        }

        // The primary constructor may stand in another part.
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return true;
        }

        if (type is ExtensionBlockDeclarationSyntax || type.ParameterList is not { Parameters.Count: > 0 } parameters)
        {
            return false;
        }

        foreach (SyntaxToken token in body.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && parameters.Parameters.Any(parameter => parameter.Identifier.ValueText == token.ValueText))
            {
                return true;
            }
        }

        return false;
    }
}
