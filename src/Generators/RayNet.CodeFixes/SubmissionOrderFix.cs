using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN2010: takes the results in the order in which they become ready.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SubmissionOrderFix))]
[Shared]
internal sealed class SubmissionOrderFix() : Fix(DiagnosticIds.SubmissionOrder)
{
    private protected override Task RegisterAsync(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<ForEachStatementSyntax>() is { } loop)
        {
            ExpressionSyntax each = InvocationExpression(
                MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, IdentifierName("Ray"), IdentifierName("WhenEach")),
                ArgumentList(SingletonSeparatedList(Argument(loop.Expression.WithoutTrivia())))).WithTriviaFrom(loop.Expression);
            SyntaxToken wait = Token(SyntaxKind.AwaitKeyword).WithLeadingTrivia(loop.ForEachKeyword.LeadingTrivia).WithTrailingTrivia(Space);
            site.OfferReplacement(
                "Take the results as they become ready",
                "WhenEach",
                loop,
                loop.WithAwaitKeyword(wait).WithForEachKeyword(loop.ForEachKeyword.WithLeadingTrivia()).WithExpression(each));
        }

        return Task.CompletedTask;
    }
}
