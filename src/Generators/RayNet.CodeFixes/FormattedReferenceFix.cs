using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Analyzers;
using RayNet.Roslyn;

namespace RayNet.CodeFixes;

/// <summary>RN2014: awaits the reference that was written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FormattedReferenceFix))]
[Shared]
internal sealed class FormattedReferenceFix() : Fix(DiagnosticIds.FormattedReference)
{
    private protected override Task RegisterAsync(FixSite site)
    {
        ExpressionSyntax? reference = (site.Node as ArgumentSyntax)?.Expression ?? site.Node as ExpressionSyntax;
        if (site.Property(FixProperties.CanAwait) == "true" && reference is not null)
        {
            site.OfferReplacement("Await the value", "Await", reference, Waits.Await(reference, reference));
        }

        return Task.CompletedTask;
    }
}
