using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>
/// RN2002: splits the loop in one that submits and one that takes the results of <c>Ray.WhenAll</c>, where what follows the wait does
/// not need the variables of the loop.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SubmitLoopFix))]
[Shared]
internal sealed class SubmitLoopFix() : Fix(DiagnosticIds.WaitInSubmitLoop)
{
    private protected override async Task RegisterAsync(FixSite site)
    {
        SemanticModel? model = await site.GetModelAsync().ConfigureAwait(false);
        if (model is not null && LoopSplit.Find(site.Node, model, site.Cancellation) is { } split)
        {
            site.Offer("Collect the references and wait once", "Collect", cancellation => ApplyAsync(site, split, cancellation));
        }
    }

    private static Task<Solution> ApplyAsync(FixSite site, LoopSplit split, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        SyntaxNode root = site.Root;
        SyntaxNode container = split.Loop.Parent!;
        StatementSyntax[] replacement = [.. split.Statements().Select(static statement => statement.WithAdditionalAnnotations(Formatter.Annotation))];
        SyntaxNode changed = container switch
        {
            BlockSyntax block => root.ReplaceNode(block, block.WithStatements(block.Statements.ReplaceRange(split.Loop, replacement))),
            GlobalStatementSyntax global => root.ReplaceNode(global, replacement.Select(GlobalStatement)),
            _ => root.ReplaceNode(split.Loop, Block(replacement)),
        };
        return Task.FromResult(site.Document.WithSyntaxRoot(changed).Project.Solution);
    }
}
