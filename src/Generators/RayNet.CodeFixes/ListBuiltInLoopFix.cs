using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN2021: yields what was collected.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ListBuiltInLoopFix))]
[Shared]
internal sealed class ListBuiltInLoopFix() : Fix(DiagnosticIds.ListBuiltInLoop)
{
    private protected override async Task RegisterAsync(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Body: { } body } method
            || body.Statements.LastOrDefault() is not ReturnStatementSyntax { Expression: IdentifierNameSyntax list } end
            || body.DescendantNodes().Any(static node => node is TryStatementSyntax)
            || await site.GetModelAsync().ConfigureAwait(false) is not { } model
            || model.GetTypeInfo(list, site.Cancellation).Type is not INamedTypeSymbol { TypeArguments: { Length: 1 } arguments }
            || body.Statements.OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(statement => Declares(statement, list)) is not { } declaration)
        {
            return;
        }

        ExpressionStatementSyntax[] adds = [.. body.DescendantNodes().OfType<ExpressionStatementSyntax>().Where(statement => Added(statement, list) is not null)];
        MethodDeclarationSyntax tracked = method.TrackNodes([.. adds, declaration, end]);
        MethodDeclarationSyntax changed = tracked.ReplaceNodes(
            adds.Select(add => tracked.GetCurrentNode(add)!),
            (_, add) => YieldStatement(
                SyntaxKind.YieldReturnStatement,
                Token(SyntaxKind.YieldKeyword).WithTrailingTrivia(Space),
                Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space),
                Added(add, list)!,
                Token(SyntaxKind.SemicolonToken)).WithTriviaFrom(add));
        changed = changed.RemoveNode(changed.GetCurrentNode(declaration)!, SyntaxRemoveOptions.KeepNoTrivia)!;
        changed = changed.RemoveNode(changed.GetCurrentNode(end)!, SyntaxRemoveOptions.KeepNoTrivia)!;
        string item = arguments[0].ToMinimalDisplayString(model, method.SpanStart);
        TypeSyntax type = ParseTypeName($"global::System.Collections.Generic.IAsyncEnumerable<{item}>").WithTriviaFrom(method.ReturnType).WithAdditionalAnnotations(Simplifier.Annotation);
        site.OfferReplacement("Yield the items", "Yield", method, changed.WithReturnType(type));
    }

    private static bool Declares(LocalDeclarationStatementSyntax statement, IdentifierNameSyntax list) =>
        statement.Declaration.Variables.Count == 1 && statement.Declaration.Variables[0].Identifier.ValueText == list.Identifier.ValueText;

    private static ExpressionSyntax? Added(ExpressionStatementSyntax statement, IdentifierNameSyntax list) => statement.Expression is InvocationExpressionSyntax
    {
        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: IdentifierNameSyntax owner },
        ArgumentList.Arguments: { Count: 1 } arguments,
    } && owner.Identifier.ValueText == list.Identifier.ValueText
        ? arguments[0].Expression
        : null;
}
