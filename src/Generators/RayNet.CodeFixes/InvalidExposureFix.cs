using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN1018: leaves a method out of what gateways serve.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InvalidExposureFix))]
[Shared]
internal sealed class InvalidExposureFix() : Fix(DiagnosticIds.InvalidExposure)
{
    private protected override Task RegisterAsync(FixSite site)
    {
        // Problems of the class as a whole have remedies of their own.
        if (site.Node is MethodDeclarationSyntax method)
        {
            AttributeSyntax attribute = Attribute(ParseName("global::RayNet.NotExposed").WithAdditionalAnnotations(Simplifier.Annotation));
            MethodDeclarationSyntax changed = method.AttributeLists.LastOrDefault() is { } list
                ? method.ReplaceNode(list, list.AddAttributes(attribute.WithLeadingTrivia(Space)))
                : method.WithoutLeadingTrivia()
                    .WithAttributeLists(SingletonList(AttributeList(SingletonSeparatedList(attribute)).WithTrailingTrivia(Space)))
                    .WithLeadingTrivia(method.GetLeadingTrivia());
            site.OfferReplacement("Leave the method out by [NotExposed]", "NotExposed", method, changed);
        }

        return Task.CompletedTask;
    }
}
