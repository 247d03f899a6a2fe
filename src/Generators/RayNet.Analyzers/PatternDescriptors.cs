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

    internal static readonly DiagnosticDescriptor FetchedToPassOn = new(
        DiagnosticIds.FetchedToPassOn,
        "The value is fetched only to be passed on",
        "The value of '{0}' is fetched only to be passed on to another remote call; pass the reference, so that the value stays where it is and nobody waits here",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.FetchedToPassOn + ".md");

    internal static readonly DiagnosticDescriptor BlockingWait = new(
        DiagnosticIds.BlockingWait,
        "The code blocks where it could await",
        "'{0}' blocks {1}; {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.BlockingWait + ".md");

    internal static readonly DiagnosticDescriptor ActorDeadlock = new(
        DiagnosticIds.ActorDeadlock,
        "The actor waits for itself",
        "'{0}' waits for '{1}', which cannot start before '{0}' has ended: {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.ActorDeadlock + ".md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>In the order of their ids.</summary>
    internal static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        WaitInSubmitLoop,
        FetchedToPassOn,
        BlockingWait,
        ActorDeadlock,
    ];
}
