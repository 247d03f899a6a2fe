using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN1015: implements <c>IRayStartup</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InvalidStartupFix))]
[Shared]
internal sealed class InvalidStartupFix() : Fix(DiagnosticIds.InvalidStartup)
{
    private const string Method = "ConfigureServices";

    private protected override async Task RegisterAsync(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } startup
            && await site.GetModelAsync().ConfigureAwait(false) is { } model
            && model.GetDeclaredSymbol(startup, site.Cancellation) is { } type
            && !type.AllInterfaces.Any(static implemented => implemented.Name == "IRayStartup"))
        {
            site.Offer("Implement IRayStartup", "Implement", _ => Task.FromResult(Implement(site, startup, type)));
        }
    }

    private static Solution Implement(FixSite site, ClassDeclarationSyntax startup, INamedTypeSymbol type)
    {
        var generator = SyntaxGenerator.GetGenerator(site.Document);
        SyntaxNode changed = generator.AddInterfaceType(startup, ParseTypeName("global::RayNet.IRayStartup").WithAdditionalAnnotations(Simplifier.Annotation));
        if (type.GetMembers(Method).IsEmpty)
        {
            MemberDeclarationSyntax method = ParseMemberDeclaration(
                $$"""
                public void {{Method}}(global::Microsoft.Extensions.DependencyInjection.IServiceCollection services)
                {
                }

                """)!;
            changed = generator.AddMembers(changed, method.WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation));
        }

        return site.Document.WithSyntaxRoot(site.Root.ReplaceNode(startup, changed)).Project.Solution;
    }
}
