using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using RayNet.Analyzers;
using RayNet.Contracts;
using RayNet.Roslyn;

namespace RayNet.CodeFixes;

/// <summary>RN3001 to RN3004: writes the change into the contracts file, so that it is accepted by whoever reviews the file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContractFix), DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".cs", ".txt"])]
[Shared]
internal sealed class ContractFix : CodeFixProvider
{
    internal const string Key = "Contract";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [DiagnosticIds.BreaksCalls, DiagnosticIds.BreaksValues, DiagnosticIds.NotRecorded, DiagnosticIds.UselessLine];

    public override FixAllProvider GetFixAllProvider() => ContractFixAll.Instance;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.TextDocument.Project;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(CodeAction.Create(Title(diagnostic.Id), cancellation => ApplyAsync(project.Solution, project.Id, [diagnostic], cancellation), Key), diagnostic);
        }

        return Task.CompletedTask;
    }

    internal static string Title(string id) => id switch
    {
        DiagnosticIds.NotRecorded => $"Record it in {ContractFile.Name}",
        DiagnosticIds.UselessLine => $"Remove the line from {ContractFile.Name}",
        _ => $"Accept the break: change {ContractFile.Name}",
    };

    internal static async Task<Solution> ApplyAsync(Solution solution, ProjectId id, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (solution.GetProject(id)?.AdditionalDocuments.FirstOrDefault(static document => document.Name == ContractFile.Name) is not { } file)
        {
            return solution;
        }

        SourceText text = await file.GetTextAsync(cancellation).ConfigureAwait(false);
        string changed = ContractFile.Change(
            text.ToString(),
            diagnostics.SelectMany(static diagnostic => Lines(diagnostic, FixProperties.Removed)),
            diagnostics.SelectMany(static diagnostic => Lines(diagnostic, FixProperties.Added)));
        return solution.WithAdditionalDocumentText(file.Id, SourceText.From(changed, text.Encoding));
    }

    private static string[] Lines(Diagnostic diagnostic, string property) =>
        diagnostic.Properties.TryGetValue(property, out string? lines) && lines is { Length: > 0 } ? lines.Split('\n') : [];
}
