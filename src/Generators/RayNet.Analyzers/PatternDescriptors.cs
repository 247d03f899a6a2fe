using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RayNet.Roslyn;
using static RayNet.Analyzers.DiagnosticDescriptors;

namespace RayNet.Analyzers;

/// <summary>Advice about code that works, but hardly as meant.</summary>
internal static class PatternDescriptors
{
    internal static readonly DiagnosticDescriptor WaitInSubmitLoop = new(
        DiagnosticIds.WaitInSubmitLoop,
        "The loop waits for each call that it submits",
        "'{0}' is awaited in the loop that submits it, so the calls run one after the other; collect the references and await Ray.WhenAll after the loop",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.WaitInSubmitLoop + ".md");

    /// <summary>In the order of their ids.</summary>
    internal static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        WaitInSubmitLoop,
    ];
}
