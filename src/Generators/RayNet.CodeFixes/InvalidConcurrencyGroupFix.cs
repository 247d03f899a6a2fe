using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Analyzers;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN1009: declares the group, with a limit that changes nothing for a method that ran alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InvalidConcurrencyGroupFix))]
[Shared]
internal sealed class InvalidConcurrencyGroupFix() : Fix(DiagnosticIds.InvalidConcurrencyGroup)
{
    private protected override Task RegisterAsync(FixSite site)
    {
        if (site.Property(FixProperties.Group) is not { } group || site.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } actor)
        {
            return Task.CompletedTask;
        }

        if (Declaration(actor, group) is not { } declared)
        {
            string attribute = $"RayNet.ConcurrencyGroup({SymbolDisplay.FormatLiteral(group, quote: true)}, 1)";
            site.Offer($"Declare the group \"{group}\"", "Declare", cancellation => AttributeWriter.AddAsync(site.Document, actor, attribute, cancellation));
        }
        else if (declared.ArgumentList?.Arguments.ElementAtOrDefault(1)?.Expression is { } limit and not LiteralExpressionSyntax { Token.Value: > 0 })
        {
            site.OfferReplacement("Change the limit to 1", "Limit", limit, LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(1)).WithTriviaFrom(limit));
        }

        return Task.CompletedTask;
    }

    private static AttributeSyntax? Declaration(TypeDeclarationSyntax actor, string group)
    {
        foreach (AttributeSyntax attribute in actor.AttributeLists.SelectMany(static list => list.Attributes))
        {
            if (attribute.Name.ToString().Contains("ConcurrencyGroup")
                && attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.ValueText: var name }
                && name == group)
            {
                return attribute;
            }
        }

        return null;
    }
}
