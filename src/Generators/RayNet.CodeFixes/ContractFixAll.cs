using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace RayNet.CodeFixes;

/// <summary>All changes of a project in one: they change the same file, so that fixes of single ones would not merge.</summary>
internal sealed class ContractFixAll : FixAllProvider
{
    internal static readonly ContractFixAll Instance = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var found = new Dictionary<ProjectId, ImmutableArray<Diagnostic>>();
        if (fixAllContext is { Scope: FixAllScope.Document, Document: { } document })
        {
            found.Add(document.Project.Id, await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
        }
        else
        {
            IEnumerable<Project> projects = fixAllContext.Scope == FixAllScope.Solution ? fixAllContext.Solution.Projects : [fixAllContext.Project];
            foreach (Project project in projects)
            {
                found.Add(project.Id, await fixAllContext.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
            }
        }

        string title = ContractFix.Title(fixAllContext.DiagnosticIds.First());
        return CodeAction.Create(title, cancellation => ApplyAsync(fixAllContext.Solution, found, cancellation), ContractFix.Key);
    }

    private static async Task<Solution> ApplyAsync(Solution solution, Dictionary<ProjectId, ImmutableArray<Diagnostic>> found, CancellationToken cancellation)
    {
        foreach (KeyValuePair<ProjectId, ImmutableArray<Diagnostic>> project in found)
        {
            solution = await ContractFix.ApplyAsync(solution, project.Key, project.Value, cancellation).ConfigureAwait(false);
        }

        return solution;
    }
}
