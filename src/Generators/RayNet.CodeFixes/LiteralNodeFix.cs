using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN2025: lets another node do.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LiteralNodeFix))]
[Shared]
internal sealed class LiteralNodeFix() : Fix(DiagnosticIds.LiteralNode)
{
    private protected override Task RegisterAsync(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { ArgumentList.Arguments.Count: > 0 } call)
        {
            ArgumentSyntax soft = Argument(NameColon("soft").WithTrailingTrivia(Space), default, LiteralExpression(SyntaxKind.TrueLiteralExpression)).WithLeadingTrivia(Space);
            site.OfferReplacement("Let another node do where this one is gone", "Soft", call, call.WithArgumentList(call.ArgumentList.WithArguments(SeparatedList([call.ArgumentList.Arguments[0], soft]))));
        }

        return Task.CompletedTask;
    }
}
