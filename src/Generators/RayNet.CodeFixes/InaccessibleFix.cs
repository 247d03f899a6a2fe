using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using RayNet.Roslyn;

namespace RayNet.CodeFixes;

/// <summary>RN1001: opens the member, and the types around it, to the rest of the assembly or to everybody.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InaccessibleFix))]
[Shared]
internal sealed class InaccessibleFix() : Fix(DiagnosticIds.Inaccessible)
{
    private protected override Task RegisterAsync(FixSite site)
    {
        MemberDeclarationSyntax[] closed = [.. site.Node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Where(IsClosed)];
        if (closed.Length > 0)
        {
            Offer(site, closed, Accessibility.Internal, "internal");
            Offer(site, closed, Accessibility.Public, "public");
        }

        return Task.CompletedTask;
    }

    private static void Offer(FixSite site, MemberDeclarationSyntax[] closed, Accessibility accessibility, string keyword) => site.Offer(
        "Make it " + keyword,
        keyword,
        _ =>
        {
            var generator = SyntaxGenerator.GetGenerator(site.Document);
            SyntaxNode root = site.Root.ReplaceNodes(closed, (_, rewritten) =>
            {
                SyntaxNode open = generator.WithModifiers(rewritten, generator.GetModifiers(rewritten) - DeclarationModifiers.File);
                return generator.WithAccessibility(open, accessibility);
            });
            return Task.FromResult(site.Document.WithSyntaxRoot(root).Project.Solution);
        });

    private static bool IsClosed(MemberDeclarationSyntax member)
    {
        if (member is not (MethodDeclarationSyntax or ConstructorDeclarationSyntax or BaseTypeDeclarationSyntax))
        {
            return false;
        }

        SyntaxTokenList modifiers = member.Modifiers;
        bool isOpen = modifiers.Any(SyntaxKind.PublicKeyword) || modifiers.Any(SyntaxKind.InternalKeyword);
        bool isClosed = modifiers.Any(SyntaxKind.PrivateKeyword) || modifiers.Any(SyntaxKind.ProtectedKeyword) || modifiers.Any(SyntaxKind.FileKeyword);
        return !isOpen && (isClosed || member.Parent is TypeDeclarationSyntax and not InterfaceDeclarationSyntax);
    }
}
