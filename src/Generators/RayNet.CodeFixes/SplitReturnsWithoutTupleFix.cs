using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Roslyn;

namespace RayNet.CodeFixes;

/// <summary>RN1013: removes the option.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SplitReturnsWithoutTupleFix))]
[Shared]
internal sealed class SplitReturnsWithoutTupleFix() : Fix(DiagnosticIds.SplitReturnsWithoutTuple)
{
    private protected override Task RegisterAsync(FixSite site)
    {
        AttributeArgumentSyntax? option = site.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.AttributeLists
            .SelectMany(static list => list.Attributes)
            .SelectMany(static attribute => attribute.ArgumentList?.Arguments ?? default)
            .FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "SplitReturns");
        if (option?.Parent is AttributeArgumentListSyntax list)
        {
            var attribute = (AttributeSyntax)list.Parent!;
            site.OfferReplacement(
                "Remove SplitReturns",
                "Remove",
                attribute,
                list.Arguments.Count == 1
                    ? attribute.WithArgumentList(null).WithTriviaFrom(attribute)
                    : attribute.RemoveNode(option, SyntaxRemoveOptions.KeepNoTrivia)!);
        }

        return Task.CompletedTask;
    }
}
