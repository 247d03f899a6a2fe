using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Analyzers;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN2019: passes the token of the method.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WaitWithoutLimitFix))]
[Shared]
internal sealed class WaitWithoutLimitFix() : Fix(DiagnosticIds.WaitWithoutLimit)
{
    private protected override Task RegisterAsync(FixSite site)
    {
        if (site.Property(FixProperties.Token) is { } token && site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call)
        {
            ArgumentSyntax argument = Argument(NameColon("cancellationToken").WithTrailingTrivia(Space), default, IdentifierName(token)).WithLeadingTrivia(Space);
            site.OfferReplacement("Pass the token", "Token", call, call.WithArgumentList(call.ArgumentList.AddArguments(argument)));
        }

        return Task.CompletedTask;
    }
}
