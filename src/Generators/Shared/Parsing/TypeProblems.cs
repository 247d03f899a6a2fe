using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Types;

namespace RayNet.Roslyn.Parsing;

/// <summary>Reports why a type cannot travel.</summary>
internal static class TypeProblems
{
    /// <summary>Reports each problem of a type.</summary>
    /// <param name="use">The type.</param>
    /// <param name="subject">What has the type, as the beginning of a sentence.</param>
    /// <param name="root">The beginning of member paths.</param>
    /// <param name="location">Where the type is used.</param>
    /// <param name="context">The declaration.</param>
    internal static void Report(TypeUse use, string subject, string root, Location location, ParseContext context)
    {
        foreach (TypeProblem problem in use.Problems)
        {
            string path = root + problem.Path;
            if (problem.DiagnosticId.Length == 0)
            {
                context.FailSilently();
            }
            else if (problem.DiagnosticId == DiagnosticIds.TypeContainsItself)
            {
                context.Report(problem.DiagnosticId, location, subject, path, problem.TypeName);
            }
            else
            {
                context.Report(problem.DiagnosticId, location, subject, path, problem.TypeName, problem.Reason, problem.Remedy);
            }
        }
    }
}
