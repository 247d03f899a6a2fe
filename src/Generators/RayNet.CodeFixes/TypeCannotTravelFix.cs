using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Analyzers;
using RayNet.Roslyn;

namespace RayNet.CodeFixes;

/// <summary>RN1004: leaves the member that cannot travel out, where the member is the user's own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TypeCannotTravelFix))]
[Shared]
internal sealed class TypeCannotTravelFix() : Fix(DiagnosticIds.TypeCannotTravel)
{
    private const string Attribute = "MessagePack.IgnoreMember";

    private protected override async Task RegisterAsync(FixSite site)
    {
        if (site.Property(FixProperties.Path) is not { } path
            || await RootType.FindAsync(site).ConfigureAwait(false) is not { } root
            || MemberPath.Follow(root, path)?.Member is not { } member
            || IsNeeded(member)
            || member.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference)
        {
            return;
        }

        SyntaxNode syntax = await reference.GetSyntaxAsync(site.Cancellation).ConfigureAwait(false);
        if (syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is PropertyDeclarationSyntax or FieldDeclarationSyntax
            && site.Document.Project.Solution.GetDocument(syntax.SyntaxTree) is { } document)
        {
            MemberDeclarationSyntax declaration = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
            site.Offer(
                $"Leave '{member.ContainingType.Name}.{member.Name}' out of serialization",
                "Exclude",
                cancellation => AttributeWriter.AddAsync(document, declaration, Attribute, cancellation));
        }
    }

    /// <summary>A required member has to be set by whoever builds the object.</summary>
    private static bool IsNeeded(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
}
