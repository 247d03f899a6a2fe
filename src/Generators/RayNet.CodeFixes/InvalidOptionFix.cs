using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Analyzers;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN1008: writes the nearest allowed value, or the name that an actor needs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InvalidOptionFix))]
[Shared]
internal sealed class InvalidOptionFix() : Fix(DiagnosticIds.InvalidOption)
{
    private protected override async Task RegisterAsync(FixSite site)
    {
        if (site.Property(FixProperties.NeedsName) is not null)
        {
            await OfferNameAsync(site).ConfigureAwait(false);
        }
        else if (site.Property(FixProperties.Nearest) is { } nearest && Value(site.Node) is { } value)
        {
            site.OfferReplacement("Change to " + nearest, "Nearest", value, ParseExpression(nearest).WithTriviaFrom(value));
        }
    }

    private static ExpressionSyntax? Value(SyntaxNode node) => node switch
    {
        AttributeArgumentSyntax argument => argument.Expression,
        ArgumentSyntax argument => argument.Expression,
        ExpressionSyntax expression => expression,
        _ => null,
    };

    private static async Task OfferNameAsync(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<InitializerExpressionSyntax>() is not { } initializer)
        {
            return;
        }

        ExpressionSyntax name = await FindActorAsync(site).ConfigureAwait(false) is { } actor
            ? InvocationExpression(IdentifierName("nameof"), ArgumentList(SingletonSeparatedList(Argument(ParseExpression(actor)))))
            : LiteralExpression(SyntaxKind.StringLiteralExpression, Literal("actor"));
        ExpressionSyntax assignment = AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            IdentifierName("Name"),
            Token(SyntaxKind.EqualsToken).WithLeadingTrivia(Space).WithTrailingTrivia(Space),
            name);
        foreach (ExpressionSyntax member in initializer.Expressions)
        {
            if (member is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Name" } } empty)
            {
                site.OfferReplacement("Set Name", "Name", empty, assignment.WithTriviaFrom(empty));
                return;
            }
        }

        site.OfferReplacement("Set Name", "Name", initializer, InsertFirst(initializer, assignment));
    }

    private static InitializerExpressionSyntax InsertFirst(InitializerExpressionSyntax initializer, ExpressionSyntax assignment)
    {
        ExpressionSyntax first = initializer.Expressions[0];
        bool ownLine = initializer.Expressions.Count > 1 && initializer.Expressions.GetSeparator(0).TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        SyntaxToken comma = Token(SyntaxKind.CommaToken).WithTrailingTrivia(ownLine ? initializer.Expressions.GetSeparator(0).TrailingTrivia : TriviaList(Space));
        var nodes = new List<SyntaxNodeOrToken>
        {
            assignment.WithLeadingTrivia(first.GetLeadingTrivia()),
            comma,
        };
        nodes.AddRange(initializer.Expressions.GetWithSeparators());
        nodes[2] = ownLine ? first : first.WithLeadingTrivia();
        return initializer.WithExpressions(SeparatedList<ExpressionSyntax>(nodes));
    }

    /// <summary>The class in <c>Counter.CreateRemote(…, options)</c>.</summary>
    private static async Task<string?> FindActorAsync(FixSite site)
    {
        SemanticModel? model = await site.GetModelAsync().ConfigureAwait(false);
        foreach (SyntaxNode ancestor in site.Node.Ancestors())
        {
            if (ancestor is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateRemote" } access }
                && model?.GetSymbolInfo(access.Expression, site.Cancellation).Symbol is INamedTypeSymbol)
            {
                return access.Expression.WithoutTrivia().ToString();
            }
        }

        return null;
    }
}
