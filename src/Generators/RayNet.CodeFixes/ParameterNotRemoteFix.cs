using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN1002: takes a parameter by value, or takes memory in place of a span.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ParameterNotRemoteFix))]
[Shared]
internal sealed class ParameterNotRemoteFix() : Fix(DiagnosticIds.ParameterNotRemote)
{
    private protected override async Task RegisterAsync(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<ParameterSyntax>() is not { Type: { } type } parameter)
        {
            return;
        }

        if (parameter.Modifiers.Any(IsByReference))
        {
            SyntaxTriviaList leading = parameter.GetLeadingTrivia();
            site.OfferReplacement(
                "Take the parameter by value",
                "ByValue",
                parameter,
                parameter.WithModifiers(TokenList(parameter.Modifiers.Where(static modifier => !IsByReference(modifier)))).WithLeadingTrivia(leading));
        }
        else if (type.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault() is { TypeArgumentList.Arguments: { Count: 1 } arguments } span
            && span.Identifier.ValueText is "Span" or "ReadOnlySpan")
        {
            TypeSyntax array = ArrayType(arguments[0].WithoutTrivia(), SingletonList(ArrayRankSpecifier(SingletonSeparatedList<ExpressionSyntax>(OmittedArraySizeExpression()))));
            site.OfferReplacement($"Take {array}", "Array", type, array.WithTriviaFrom(type));
            if (await UsesAsync(site, parameter).ConfigureAwait(false) is { } uses)
            {
                string memory = span.Identifier.ValueText == "Span" ? "Memory" : "ReadOnlyMemory";
                site.Offer($"Take {memory}<{arguments[0]}>", "Memory", _ => Task.FromResult(TakeMemory(site, type, span, memory, uses)));
            }
        }
    }

    private static bool IsByReference(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword or SyntaxKind.ReadOnlyKeyword;

    private static Solution TakeMemory(FixSite site, TypeSyntax type, GenericNameSyntax span, string memory, List<IdentifierNameSyntax> uses)
    {
        GenericNameSyntax replacement = span.WithIdentifier(Identifier(memory).WithTriviaFrom(span.Identifier));
        SyntaxNode root = site.Root.ReplaceNodes<SyntaxNode, SimpleNameSyntax>([span, .. uses], (original, _) => original == span
            ? replacement
            : MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                ((IdentifierNameSyntax)original).WithoutTrailingTrivia(),
                IdentifierName("Span")).WithTrailingTrivia(original.GetTrailingTrivia()));
        return site.Document.WithSyntaxRoot(root).Project.Solution;
    }

    /// <summary>Where the method's body reads the parameter; null when it is assigned to, which memory's span does not allow.</summary>
    private static async Task<List<IdentifierNameSyntax>?> UsesAsync(FixSite site, ParameterSyntax parameter)
    {
        var uses = new List<IdentifierNameSyntax>();
        if (parameter.Parent?.Parent is not { } method
            || await site.GetModelAsync().ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(parameter, site.Cancellation) is not { } symbol)
        {
            return null;
        }

        foreach (IdentifierNameSyntax name in method.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != symbol.Name || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, site.Cancellation).Symbol, symbol))
            {
                continue;
            }

            if (name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name)
            {
                return null;
            }

            if (name.Parent?.Parent?.Parent is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } })
            {
                uses.Add(name);
            }
        }

        return uses;
    }
}
