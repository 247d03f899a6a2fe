using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using RayNet.Analyzers.Options;
using RayNet.Roslyn;

namespace RayNet.Analyzers;

/// <summary>Makes diagnostics of what the shared parsers found.</summary>
internal static class ProblemReport
{
    /// <param name="problems">What is wrong.</param>
    /// <param name="symbol">What was parsed; it takes the problems of members that have no source, such as those of a base class in another assembly.</param>
    /// <param name="report">Where the diagnostics go.</param>
    internal static void Report(List<Problem> problems, ISymbol symbol, Action<Diagnostic> report)
    {
        foreach (Problem problem in problems)
        {
            var arguments = new object[problem.Arguments.Count];
            for (int i = 0; i < arguments.Length; i++)
            {
                arguments[i] = problem.Arguments[i];
            }

            report(Diagnostic.Create(
                DiagnosticDescriptors.Find(problem.Id),
                problem.Location.IsInSource ? problem.Location : symbol.Locations.FirstOrDefault() ?? Location.None,
                Properties(problem),
                arguments));
        }
    }

    private static ImmutableDictionary<string, string?> Properties(Problem problem)
    {
        ImmutableDictionary<string, string?> none = ImmutableDictionary<string, string?>.Empty;
        return problem.Id switch
        {
            DiagnosticIds.InvalidOption when Nearest(problem.Arguments[0], problem.Arguments[1]) is { } nearest => none.Add(FixProperties.Nearest, nearest),
            DiagnosticIds.TypeCannotTravel or DiagnosticIds.TypeContainsItself => none.Add(FixProperties.Path, problem.Arguments[1]),
            DiagnosticIds.InvalidConcurrencyGroup => none.Add(FixProperties.Group, problem.Arguments[0]),
            _ => none,
        };
    }

    private static string? Nearest(string option, string value) =>
        OptionLimits.Find(option) is { Nearest: { } nearest } && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? nearest(number)
            : null;
}
