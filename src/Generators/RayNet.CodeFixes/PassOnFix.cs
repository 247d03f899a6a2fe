using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN2003: passes the reference in place of the value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassOnFix))]
[Shared]
internal sealed class PassOnFix() : Fix(DiagnosticIds.FetchedToPassOn)
{
    private protected override async Task RegisterAsync(FixSite site)
    {
        if (site.Node is not ExpressionSyntax wait
            || await site.GetModelAsync().ConfigureAwait(false) is not { } model
            || Waits.Reference(wait, model, site.Cancellation) is not { } reference)
        {
            return;
        }

        ExpressionSyntax bare = reference.WithTriviaFrom(wait);
        if (wait.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } && !declaration.Type.IsVar)
        {
            if (declaration.Variables.Count == 1 && model.GetTypeInfo(reference, site.Cancellation).Type is { } type)
            {
                TypeSyntax name = ParseTypeName(type.ToMinimalDisplayString(model, declaration.SpanStart)).WithTriviaFrom(declaration.Type);
                site.OfferReplacement("Pass the reference", "Pass", declaration, declaration.ReplaceNodes(
                    [declaration.Type, wait],
                    (original, _) => original == wait ? bare : name));
            }

            return;
        }

        site.OfferReplacement("Pass the reference", "Pass", wait, bare);
    }
}
