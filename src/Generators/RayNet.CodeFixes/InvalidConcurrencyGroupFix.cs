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
        if (site.Node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { Parent: AttributeArgumentListSyntax { Parent: AttributeSyntax attribute } list } argument
            && attribute.Name.ToString().Contains("ConcurrencyGroup"))
        {
            if (list.Arguments.IndexOf(argument) == 1)
            {
                site.OfferReplacement(
                    "Change the limit to 1",
                    "Limit",
                    argument.Expression,
                    LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(1)).WithTriviaFrom(argument.Expression));
            }
        }
        else if (site.Property(FixProperties.Group) is { } group && site.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } actor)
        {
            string declaration = $"RayNet.ConcurrencyGroup({SymbolDisplay.FormatLiteral(group, quote: true)}, 1)";
            site.Offer($"Declare the group \"{group}\"", "Declare", cancellation => AttributeWriter.AddAsync(site.Document, actor, declaration, cancellation));
        }

        return Task.CompletedTask;
    }
}
