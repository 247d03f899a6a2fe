using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RayNet.Contracts;
using RayNet.Roslyn;

namespace RayNet.Analyzers.Contracts;

/// <summary>The rules about RayNet.Contracts.txt. They hold only in projects that have the file.</summary>
internal static class ContractDescriptors
{
    internal static readonly DiagnosticDescriptor BreaksCalls = new(
        DiagnosticIds.BreaksCalls,
        "The change breaks calls of running processes",
        "The change breaks running clusters: {0}",
        DiagnosticDescriptors.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DiagnosticDescriptors.HelpRoot + DiagnosticIds.BreaksCalls + ".md");

    internal static readonly DiagnosticDescriptor BreaksValues = new(
        DiagnosticIds.BreaksValues,
        "The change breaks values that exist",
        "The change breaks values that exist: {0}",
        DiagnosticDescriptors.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DiagnosticDescriptors.HelpRoot + DiagnosticIds.BreaksValues + ".md");

    internal static readonly DiagnosticDescriptor NotRecorded = new(
        DiagnosticIds.NotRecorded,
        "The contract is not recorded",
        "RayNet.Contracts.txt does not say that {0}; record it, so that a later change of it is noticed",
        DiagnosticDescriptors.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: DiagnosticDescriptors.HelpRoot + DiagnosticIds.NotRecorded + ".md");

    internal static readonly DiagnosticDescriptor UselessLine = new(
        DiagnosticIds.UselessLine,
        "A line of the contracts file is about nothing",
        "A line of RayNet.Contracts.txt is about nothing: {0}; remove it",
        DiagnosticDescriptors.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: DiagnosticDescriptors.HelpRoot + DiagnosticIds.UselessLine + ".md");

    /// <summary>In the order of their ids.</summary>
    internal static readonly ImmutableArray<DiagnosticDescriptor> All = [BreaksCalls, BreaksValues, NotRecorded, UselessLine];

    internal static DiagnosticDescriptor Of(ContractChangeKind kind) => kind switch
    {
        ContractChangeKind.BreaksCalls => BreaksCalls,
        ContractChangeKind.BreaksValues => BreaksValues,
        ContractChangeKind.Addition => NotRecorded,
        _ => UselessLine,
    };
}
