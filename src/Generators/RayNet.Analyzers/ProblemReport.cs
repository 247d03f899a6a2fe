using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using RayNet.Analyzers.Options;
using RayNet.Roslyn;

namespace RayNet.Analyzers;

/// <summary>Makes diagnostics of what the shared parsers found.</summary>
internal static class ProblemReport
{
    private const int RemedyIndex = 4;

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
                arguments[i] = (problem.Id, i) switch
                {
                    (DiagnosticIds.TypeCannotTravel, RemedyIndex) => Clause(problem.Arguments[i]),
                    (DiagnosticIds.NotAnOrdinaryMethod, 0) when problem.Arguments[i].Length == 0 => "lambda expression",
                    _ => problem.Arguments[i],
                };
            }

            report(Diagnostic.Create(
                DiagnosticDescriptors.Find(problem.Id),
                problem.Location.IsInSource ? problem.Location : symbol.Locations.FirstOrDefault() ?? Location.None,
                Properties(problem),
                arguments));
        }
    }

    /// <summary>Remedies of types are sentences; the message ends with one as its last clause.</summary>
    private static string Clause(string sentence)
    {
        string text = sentence.TrimEnd('.');
        int end = text.IndexOf(' ');
        string first = end < 0 ? text : text.Substring(0, end);
        return first.Skip(1).All(char.IsLower) && first.Length > 0 ? char.ToLowerInvariant(first[0]) + text.Substring(1) : text;
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
