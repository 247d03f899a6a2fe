using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RayNet.Analyzers.Tests.Harness;
using RayNet.Tests;

namespace RayNet.Analyzers.Tests.Mistakes;

/// <summary>The guide to mistakes is written from what compiler and analyzers really say.</summary>
public sealed class MistakesTests
{
    private const string Head = """
        # Common mistakes

        What you may write in the first days, what the compiler says about it, and what to write instead. The messages on this page are
        those of this version: a test compiles each example, applies the fix, compiles again and compares. Ids link to the pages that explain them.

        """;

    [Fact]
    public async Task The_guide_shows_the_messages_of_this_version()
    {
        var page = new StringBuilder(Head);
        foreach (Mistake mistake in MistakeTable.All)
        {
            await AppendAsync(page, mistake);
        }

        string path = Repository.Path("docs", "guides", "mistakes.md");
        if (Environment.GetEnvironmentVariable("RAYNET_ACCEPT_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, page.ToString(), TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(path), "Run the test with RAYNET_ACCEPT_SNAPSHOTS=1 to write docs/guides/mistakes.md.");
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), page.ToString());
    }

    private static async Task AppendAsync(StringBuilder page, Mistake mistake)
    {
        ImmutableArray<Diagnostic> said = await SaidAsync(mistake.Source);
        Assert.NotEmpty(said);
        page.Append(CultureInfo.InvariantCulture, $"\n## {mistake.Title}\n\n```csharp\n{mistake.Source}\n```\n\n```text\n");
        foreach (Diagnostic diagnostic in said)
        {
            LinePosition at = diagnostic.Location.GetLineSpan().StartLinePosition;
            string severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
            page.Append(
                CultureInfo.InvariantCulture,
                $"({at.Line + 1},{at.Character + 1}): {severity} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}\n");
        }

        IEnumerable<string> links = said.Select(diagnostic => diagnostic.Id).Distinct().Where(id => id.StartsWith("RN", StringComparison.Ordinal))
            .Select(id => $" See [{id}](../diagnostics/{id}.md).");
        page.Append(CultureInfo.InvariantCulture, $"```\n\n{mistake.Advice}{string.Concat(links)}\n\n");
        (string introduction, string remedy) = mistake.Remedy is { } written ? ("Instead:", written) : await FixAsync(mistake, said);
        Assert.Empty((await SaidAsync(remedy)).Select(Analysis.Show));
        page.Append(CultureInfo.InvariantCulture, $"{introduction}\n\n```csharp\n{remedy}\n```\n");
    }

    /// <summary>What the editor offers first, applied.</summary>
    private static async Task<(string Introduction, string Remedy)> FixAsync(Mistake mistake, ImmutableArray<Diagnostic> said)
    {
        string id = said.First(diagnostic => Fixes.All.Any(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id))).Id;
        (string title, string key) = (await Fixes.OffersAsync(id, mistake.Source))[0];
        return ($"The editor offers to write it, by \"{title}\":", await Fixes.ApplyAsync(id, key, mistake.Source));
    }

    /// <summary>
    /// Errors and warnings in the user's file. Nothing may be wrong elsewhere: generated code is not the user's to repair. CS1701, about the age of
    /// MessagePack, is off in projects of the .NET SDK.
    /// </summary>
    private static async Task<ImmutableArray<Diagnostic>> SaidAsync(string source)
    {
        CSharpCompilation compilation = Generated.AddTo(Compilations.Create(source));
        ImmutableArray<Diagnostic> said =
            [.. (await Analysis.WithCompilerAsync(compilation)).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1701")];
        Assert.DoesNotContain(said, diagnostic => diagnostic.Location.SourceTree?.FilePath != "Source.cs");
        return said;
    }
}
