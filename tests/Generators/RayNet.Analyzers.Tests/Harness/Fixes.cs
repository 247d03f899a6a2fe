using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace RayNet.Analyzers.Tests.Harness;

/// <summary>Applies the fixes of RayNet as an editor would.</summary>
internal static class Fixes
{
    internal static readonly ImmutableArray<CodeFixProvider> All =
    [
        .. Assembly.Load("RayNet.CodeFixes").GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>The titles offered at the first diagnostic of the id.</summary>
    internal static async Task<IReadOnlyList<string>> TitlesAsync(string id, string source) => [.. (await OffersAsync(id, source)).Select(offer => offer.Title)];

    /// <summary>Titles and keys of the actions at the first diagnostic of the id.</summary>
    internal static async Task<IReadOnlyList<(string Title, string Key)>> OffersAsync(string id, string source)
    {
        using var workspace = new AdhocWorkspace();
        Document document = AddTo(workspace, source);
        Diagnostic diagnostic = (await DiagnosticsAsync(document, id)).First();
        return [.. (await ActionsAsync(document, diagnostic)).Select(action => (action.Title, action.EquivalenceKey!))];
    }

    /// <summary>Applies the action of the key to the first diagnostic of the id, or to all of them.</summary>
    internal static async Task<string> ApplyAsync(string id, string key, string source, bool all = false)
    {
        using var workspace = new AdhocWorkspace();
        Document document = AddTo(workspace, source);
        ImmutableArray<Diagnostic> diagnostics = await DiagnosticsAsync(document, id);
        Assert.NotEmpty(diagnostics);
        CodeAction? action = all
            ? await FixAllAsync(document, id, key)
            : Assert.Single(await ActionsAsync(document, diagnostics[0]), action => action.EquivalenceKey == key);
        Assert.NotNull(action);
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution changed = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        return (await changed.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    private static async Task<CodeAction?> FixAllAsync(Document document, string id, string key)
    {
        CodeFixProvider provider = Provider(id);
        var context = new FixAllContext(document, provider, FixAllScope.Document, key, [id], new Diagnostics(), TestContext.Current.CancellationToken);
        return await provider.GetFixAllProvider()!.GetFixAsync(context);
    }

    private static async Task<IReadOnlyList<CodeAction>> ActionsAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await Provider(diagnostic.Id).RegisterCodeFixesAsync(new CodeFixContext(
            document,
            diagnostic,
            (action, _) => actions.Add(action),
            TestContext.Current.CancellationToken));
        return actions;
    }

    private static CodeFixProvider Provider(string id) => Assert.Single(All, provider => provider.FixableDiagnosticIds.Contains(id));

    private static Document AddTo(AdhocWorkspace workspace, string source)
    {
        CSharpCompilation compilation = Compilations.Create(source);
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Create(),
            "Sample",
            "Sample",
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: Compilations.ParseOptions,
            metadataReferences: Compilations.References));
        foreach ((string name, string text) in Generated.Sources(compilation).Append(("GlobalUsings.cs", Compilations.Usings)))
        {
            project = project.AddDocument(name, text, filePath: name).Project;
        }

        Document document = project.AddDocument("Source.cs", source, filePath: "Source.cs");
        Assert.True(workspace.TryApplyChanges(document.Project.Solution));
        return workspace.CurrentSolution.GetDocument(document.Id)!;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Document document, string id)
    {
        Compilation? compilation = await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        return [.. (await Analysis.RunAsync(compilation!)).Where(diagnostic => diagnostic.Id == id)];
    }

    private sealed class Diagnostics : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await Analysis.RunAsync((await project.GetCompilationAsync(cancellationToken))!);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
