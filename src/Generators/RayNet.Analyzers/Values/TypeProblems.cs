using Microsoft.CodeAnalysis;
using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Analyzers.Values;

internal static class TypeProblems
{
    /// <summary>The problem of a type where a value of it is used.</summary>
    internal static Problem At(Location location, string subject, string root, TypeProblem problem)
    {
        string path = root + problem.Path;
        return new Problem(
            problem.DiagnosticId,
            location,
            problem.DiagnosticId == DiagnosticIds.TypeContainsItself
                ? [subject, path, problem.TypeName]
                : [subject, path, problem.TypeName, problem.Reason, problem.Remedy]);
    }
}
