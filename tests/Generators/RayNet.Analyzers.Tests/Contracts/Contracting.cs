using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Analyzers.Contracts;
using RayNet.Analyzers.Tests.Harness;
using RayNet.Contracts;
using RayNet.Roslyn;

namespace RayNet.Analyzers.Tests.Contracts;

/// <summary>Records the contract of one source and holds another against it.</summary>
internal static class Contracting
{
    internal static string Record(string source)
    {
        CSharpCompilation compilation = Compilations.Create(source);
        Contract contract = ContractMemory.Read(compilation, KnownSymbols.For(compilation)!, TestContext.Current.CancellationToken);
        Assert.True(contract.IsComplete);
        return ContractFile.Write(contract.Entries);
    }

    /// <summary>The entries without the comment at the top.</summary>
    internal static string[] Lines(string text) => [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    internal static async Task<ImmutableArray<Diagnostic>> CheckAsync(string recorded, string source) =>
        [.. (await Analysis.RunAsync(Generated.AddTo(Compilations.Create(source)), new ContractText(recorded))).Where(diagnostic => diagnostic.Id.StartsWith("RN3", StringComparison.Ordinal))];

    /// <summary>Exactly the marked diagnostics, and these clauses in their messages; accepting all of them leaves nothing to say.</summary>
    internal static async Task ExpectAsync(string before, string marked, params string[] clauses)
    {
        MarkedSource after = MarkedSource.Parse(marked);
        string recorded = Record(before);
        ImmutableArray<Diagnostic> found = await CheckAsync(recorded, after.Text);
        string shown = string.Join("\n", found.Select(Analysis.Show));
        Assert.True(
            after.Marks.Order().SequenceEqual(found.Where(diagnostic => diagnostic.Location.IsInSource).Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)).Order()),
            "Found:\n" + shown);
        foreach (string clause in clauses)
        {
            Assert.True(found.Any(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains(clause, StringComparison.Ordinal)), $"'{clause}' is not in:\n{shown}");
        }

        string accepted = await AcceptAllAsync(recorded, after.Text);
        Assert.Equal(Lines(Record(after.Text)), Lines(accepted).Where(line => !line.StartsWith("reserved ", StringComparison.Ordinal)));
        Assert.Empty((await CheckAsync(accepted, after.Text)).Select(Analysis.Show));
    }

    /// <summary>The contracts file after the fixes of all rules were applied to the whole project.</summary>
    internal static async Task<string> AcceptAllAsync(string recorded, string source)
    {
        using var workspace = new AdhocWorkspace();
        Project project = AddTo(workspace, recorded, source);
        CodeFixProvider provider = Provider();
        foreach (string id in provider.FixableDiagnosticIds)
        {
            var context = new FixAllContext(project.Documents.First(), provider, FixAllScope.Project, "Contract", [id], new Diagnostics(), TestContext.Current.CancellationToken);
            project = await ApplyAsync((await provider.GetFixAllProvider()!.GetFixAsync(context))!, project);
        }

        return await TextAsync(project);
    }

    /// <summary>The contracts file after the fix of the first diagnostic alone.</summary>
    internal static async Task<(string Title, string Text)> AcceptFirstAsync(string recorded, string source, string id)
    {
        using var workspace = new AdhocWorkspace();
        Project project = AddTo(workspace, recorded, source);
        Diagnostic diagnostic = (await new Diagnostics().GetAllDiagnosticsAsync(project, TestContext.Current.CancellationToken)).First(diagnostic => diagnostic.Id == id);
        TextDocument document = diagnostic.Location.IsInSource ? project.Documents.Single(document => document.Name == "Source.cs") : project.AdditionalDocuments.Single();
        var actions = new List<CodeAction>();
        await Provider().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        CodeAction action = Assert.Single(actions);
        return (action.Title, await TextAsync(await ApplyAsync(action, project)));
    }

    private static CodeFixProvider Provider() => Fixes.All.Single(provider => provider.FixableDiagnosticIds.Contains("RN3001"));

    private static async Task<Project> ApplyAsync(CodeAction action, Project project)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().SingleOrDefault()?.ChangedSolution.GetProject(project.Id) ?? project;
    }

    private static async Task<string> TextAsync(Project project) =>
        (await project.AdditionalDocuments.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    private static Project AddTo(AdhocWorkspace workspace, string recorded, string source)
    {
        CSharpCompilation compilation = Compilations.Create(source);
        return workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Create(), "Sample", "Sample", LanguageNames.CSharp, compilationOptions: compilation.Options, parseOptions: Compilations.ParseOptions, metadataReferences: Compilations.References))
            .AddDocument("GlobalUsings.cs", Compilations.Usings, filePath: "GlobalUsings.cs").Project
            .AddDocument("Source.cs", source, filePath: "Source.cs").Project
            .AddAdditionalDocument(ContractFile.Name, recorded, filePath: ContractFile.Name).Project;
    }

    private sealed class Diagnostics : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await Analysis.RunAsync((await project.GetCompilationAsync(cancellationToken))!, new ContractText(await TextAsync(project)));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(diagnostic => diagnostic.Location.IsInSource);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
