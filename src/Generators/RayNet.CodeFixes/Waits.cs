using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>Takes waits apart and writes them.</summary>
internal static class Waits
{
    /// <summary>What is waited for: <c>r</c> of <c>await r.ConfigureAwait(false)</c>, <c>Ray.Get(r)</c> and the like.</summary>
    internal static ExpressionSyntax? Reference(ExpressionSyntax wait, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax current = wait is AwaitExpressionSyntax { Expression: var operand } ? operand : wait;
        while (!IsReference(current, model, cancellation))
        {
            switch (current)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    current = parenthesized.Expression;
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "AsTask", Expression: var inner } }:
                    current = inner;
                    break;
                case InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }:
                    current = arguments[0].Expression;
                    break;
                default:
                    return null;
            }
        }

        return current;
    }

    internal static bool IsReference(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(expression, cancellation).Type is { Name: "ObjectRef", ContainingNamespace.Name: "RayNet" };

    /// <summary>An <c>await</c> in place of an expression, in parentheses where it needs them.</summary>
    internal static ExpressionSyntax Await(ExpressionSyntax operand, ExpressionSyntax replaced)
    {
        AwaitExpressionSyntax wait = AwaitExpression(Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(Space), operand.WithoutTrivia());
        bool needsParentheses = replaced.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax;
        return (needsParentheses ? ParenthesizedExpression(wait).WithAdditionalAnnotations(Simplifier.Annotation) : (ExpressionSyntax)wait).WithTriviaFrom(replaced);
    }
}
