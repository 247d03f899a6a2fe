using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Analyzers;
using RayNet.Roslyn;

namespace RayNet.CodeFixes;

/// <summary>RN1005: limits how deep the type may nest in itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TypeContainsItselfFix))]
[Shared]
internal sealed class TypeContainsItselfFix() : Fix(DiagnosticIds.TypeContainsItself)
{
    private const int Depth = 64;

    private protected override async Task RegisterAsync(FixSite site)
    {
        if (site.Property(FixProperties.Path) is not { } path
            || await RootType.FindAsync(site).ConfigureAwait(false) is not { } root
            || MemberPath.Follow(root, path) is not { } followed
            || followed.Types.LastOrDefault(static type => type is INamedTypeSymbol && !type.DeclaringSyntaxReferences.IsEmpty) is not { } recursive)
        {
            return;
        }

        SyntaxNode syntax = await recursive.DeclaringSyntaxReferences[0].GetSyntaxAsync(site.Cancellation).ConfigureAwait(false);
        if (syntax is TypeDeclarationSyntax declaration && site.Document.Project.Solution.GetDocument(syntax.SyntaxTree) is { } document)
        {
            site.Offer(
                $"Limit '{recursive.Name}' to {Depth} levels",
                "MaxDepth",
                cancellation => AttributeWriter.AddAsync(document, declaration, $"RayNet.MaxDepth({Depth})", cancellation));
        }
    }
}
