using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Analyzers.Options;

internal static class OptionReport
{
    internal static void Report(OperationAnalysisContext context, IOperation at, IPropertySymbol option, string value, string allowed, string? nearest = null)
    {
        ImmutableDictionary<string, string?> properties = nearest is null
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Nearest, nearest);
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.InvalidOption,
            at.Syntax.GetLocation(),
            properties,
            option.ContainingType.Name + "." + option.Name,
            value,
            allowed));
    }
}
