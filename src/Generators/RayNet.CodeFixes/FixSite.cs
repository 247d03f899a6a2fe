using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace RayNet.CodeFixes;

/// <summary>One diagnostic in its document, and the actions offered for it.</summary>
internal sealed class FixSite(CodeFixContext context, Diagnostic diagnostic, SyntaxNode root, SyntaxNode node)
{
    internal Diagnostic Diagnostic { get; } = diagnostic;

    internal SyntaxNode Root { get; } = root;

    internal SyntaxNode Node { get; } = node;

    internal Document Document => context.Document;

    internal CancellationToken Cancellation => context.CancellationToken;

    internal string? Property(string key) => Diagnostic.Properties.TryGetValue(key, out string? value) ? value : null;

    internal async Task<SemanticModel?> GetModelAsync() => await Document.GetSemanticModelAsync(Cancellation).ConfigureAwait(false);

    /// <summary>Offers to put one node in the place of another of this document.</summary>
    internal void OfferReplacement(string title, string key, SyntaxNode old, SyntaxNode replacement) =>
        Offer(title, key, _ => Task.FromResult(Document.WithSyntaxRoot(Root.ReplaceNode(old, replacement)).Project.Solution));

    internal void Offer(string title, string key, Func<CancellationToken, Task<Solution>> apply) =>
        context.RegisterCodeFix(CodeAction.Create(title, apply, key), Diagnostic);
}
