using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Roslyn;

namespace RayNet.CodeFixes;

/// <summary>RN2011: returns the value. Callers get a reference to it as before, one level less deep.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnedPutFix))]
[Shared]
internal sealed class ReturnedPutFix() : Fix(DiagnosticIds.ReturnsPut)
{
    private protected override Task RegisterAsync(FixSite site)
    {
        SyntaxNode node = site.Node is ArgumentSyntax argument ? argument.Expression : site.Node;
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
            && node is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } put
            && put.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax or ArgumentSyntax
            && method.DescendantNodes().OfType<ReturnStatementSyntax>().Count() <= 1
            && Reference(method.ReturnType) is { } reference)
        {
            MethodDeclarationSyntax changed = method.ReplaceNodes(new ExpressionSyntax[] { put, reference }, (original, _) => original == put
                ? arguments[0].Expression.WithTriviaFrom(put)
                : reference.TypeArgumentList.Arguments[0].WithTriviaFrom(reference));
            site.OfferReplacement("Return the value", "Value", method, changed);
        }

        return Task.CompletedTask;
    }

    private static GenericNameSyntax? Reference(TypeSyntax type) =>
        type.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault(static name => name.Identifier.ValueText == "ObjectRef");
}
