using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

internal static class AttributeWriter
{
    /// <summary>Puts an attribute on a line of its own before a declaration; its name is shortened where a using allows it.</summary>
    internal static async Task<Solution> AddAsync(Document document, MemberDeclarationSyntax declaration, string attribute, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNode(declaration, Add(declaration, attribute))).Project.Solution;
    }

    internal static MemberDeclarationSyntax Add(MemberDeclarationSyntax declaration, string attribute)
    {
        SyntaxTriviaList leading = declaration.GetLeadingTrivia();
        SyntaxTriviaList indent = TriviaList(leading.Reverse().TakeWhile(static trivia => !trivia.IsKind(SyntaxKind.EndOfLineTrivia)).Reverse()
            .Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        AttributeListSyntax list = ParseCompilationUnit("[" + attribute + "] class C;").Members[0].AttributeLists[0]
            .WithLeadingTrivia(leading)
            .WithTrailingTrivia(LineEnd(declaration))
            .WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation);
        MemberDeclarationSyntax rest = declaration.WithLeadingTrivia(indent);
        return rest.WithAttributeLists(rest.AttributeLists.Insert(0, list));
    }

    /// <summary>The end of a line as the file writes it.</summary>
    internal static SyntaxTrivia LineEnd(SyntaxNode node)
    {
        foreach (SyntaxTrivia trivia in node.SyntaxTree.GetRoot().DescendantTrivia())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                return trivia;
            }
        }

        return LineFeed;
    }
}
