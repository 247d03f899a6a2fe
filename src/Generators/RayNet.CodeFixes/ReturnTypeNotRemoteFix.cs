using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN1010: <c>async void</c> becomes <c>async Task</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTypeNotRemoteFix))]
[Shared]
internal sealed class ReturnTypeNotRemoteFix() : Fix(DiagnosticIds.ReturnTypeNotRemote)
{
    private protected override Task RegisterAsync(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } none } method
            && method.Modifiers.Any(SyntaxKind.AsyncKeyword))
        {
            site.OfferReplacement(
                "Return Task",
                "Task",
                none,
                ParseTypeName("global::System.Threading.Tasks.Task").WithTriviaFrom(none).WithAdditionalAnnotations(Simplifier.Annotation));
        }

        return Task.CompletedTask;
    }
}
