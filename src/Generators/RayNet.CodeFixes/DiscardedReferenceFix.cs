using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN2001: awaits the call where that is possible, or says that its outcome does not matter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DiscardedReferenceFix))]
[Shared]
internal sealed class DiscardedReferenceFix() : Fix(DiagnosticIds.DiscardedReference)
{
    private protected override async Task RegisterAsync(FixSite site)
    {
        if (Statement(site.Node) is not { } call)
        {
            return;
        }

        ExpressionSyntax bare = call.WithoutTrivia();
        if (IsAsync(call) && await IsAwaitableAsync(site, call).ConfigureAwait(false))
        {
            site.OfferReplacement("Await the call", "Await", call, AwaitExpression(Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(Space), bare).WithTriviaFrom(call));
        }

        site.OfferReplacement(
            "Drop the reference on purpose",
            "Discard",
            call,
            AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                IdentifierName("_"),
                Token(SyntaxKind.EqualsToken).WithLeadingTrivia(Space).WithTrailingTrivia(Space),
                bare).WithTriviaFrom(call));
    }

    /// <summary>The whole expression: <c>handle?.Stop()</c> is reported at <c>.Stop()</c>.</summary>
    private static ExpressionSyntax? Statement(SyntaxNode node)
    {
        ExpressionSyntax? whole = node as ExpressionSyntax;
        while (whole?.Parent is ConditionalAccessExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            whole = (ExpressionSyntax)whole.Parent;
        }

        return whole;
    }

    private static bool IsAsync(SyntaxNode node)
    {
        foreach (SyntaxNode ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case BaseMethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case LockStatementSyntax or BaseTypeDeclarationSyntax or AccessorDeclarationSyntax:
                    return false;
                default:
                    break;
            }
        }

        return false;
    }

    /// <summary>Streams and tuples of references are not awaited as a whole, nor is what <c>?.</c> may leave null.</summary>
    private static async Task<bool> IsAwaitableAsync(FixSite site, ExpressionSyntax call)
    {
        SemanticModel? model = await site.GetModelAsync().ConfigureAwait(false);
        return call is not ConditionalAccessExpressionSyntax
            && model?.GetTypeInfo(call, site.Cancellation).Type is { Name: "ObjectRef" };
    }
}
