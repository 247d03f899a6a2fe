using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN2009: stores the collection before the loop and passes the reference.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LargeArgumentFix))]
[Shared]
internal sealed class LargeArgumentFix() : Fix(DiagnosticIds.LargeArgument)
{
    private protected override async Task RegisterAsync(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<IdentifierNameSyntax>() is not { } name
            || Repeated(name) is not { } repeated
            || repeated.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax or GlobalStatementSyntax } statement
            || await site.GetModelAsync().ConfigureAwait(false) is not { } model
            || model.GetTypeInfo(name, site.Cancellation).Type is not { } type
            || model.GetSymbolInfo(name, site.Cancellation).Symbol is not { } variable)
        {
            return;
        }

        string reference = variable.Name.TrimStart('_') + "Reference";
        string typeName = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, statement.SpanStart);
        IdentifierNameSyntax[] uses = [.. repeated.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use =>
            use.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(use, site.Cancellation).Symbol, variable)
            && Waits.IsReference(call, model, site.Cancellation))];
        StatementSyntax changed = statement.ReplaceNodes(uses, (use, _) => IdentifierName(reference).WithTriviaFrom(use)).WithLeadingTrivia(ElasticMarker);
        StatementSyntax put = ParseStatement($"ObjectRef<{typeName}> {reference} = Ray.Put({name.Identifier.Text});")
            .WithLeadingTrivia(statement.GetLeadingTrivia()).WithTrailingTrivia(AttributeWriter.LineEnd(statement));
        StatementSyntax[] both = [put.WithAdditionalAnnotations(Formatter.Annotation), changed.WithAdditionalAnnotations(Formatter.Annotation)];
        SyntaxNode root = statement.Parent is BlockSyntax block
            ? site.Root.ReplaceNode(block, block.WithStatements(block.Statements.ReplaceRange(statement, both)))
            : site.Root.ReplaceNode(statement.Parent!, both.Select(GlobalStatement));
        site.Offer("Put it before the loop", "Put", _ => Task.FromResult(site.Document.WithSyntaxRoot(root).Project.Solution));
    }

    private static SyntaxNode? Repeated(SyntaxNode node) => node.Ancestors().FirstOrDefault(static ancestor =>
        ancestor is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax);
}
