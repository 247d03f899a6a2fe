using System.Globalization;
using Microsoft.CodeAnalysis;
using RayNet.Analyzers.Tests.Harness;
using RayNet.Tests;

namespace RayNet.Analyzers.Tests;

public sealed class DescriptorTests
{
    public static TheoryData<string> Ids => [.. DiagnosticDescriptors.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_a_release_row_and_a_link(string id)
    {
        DiagnosticDescriptor descriptor = DiagnosticDescriptors.Find(id);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.Equal("RayNet.Usage", descriptor.Category);
        Assert.Contains(
            descriptor.DefaultSeverity,
            (DiagnosticSeverity[])(id[2] switch
            {
                '1' => [DiagnosticSeverity.Error],
                '2' => [DiagnosticSeverity.Warning, DiagnosticSeverity.Info],
                _ => [DiagnosticSeverity.Error, DiagnosticSeverity.Warning],
            }));

        string page = File.ReadAllText(Repository.Path("docs/diagnostics", id + ".md"));
        Assert.StartsWith($"# {id}: {descriptor.Title.ToString(CultureInfo.InvariantCulture)}", page, StringComparison.Ordinal);
        foreach (string section in (string[])["## Example", "## Why", "## How to fix", "## When to suppress"])
        {
            Assert.Contains(section, page, StringComparison.Ordinal);
        }

        Assert.Contains($"[{id}]({id}.md)", File.ReadAllText(Repository.Path("docs/diagnostics/README.md")), StringComparison.Ordinal);
        string releases = File.ReadAllText(Repository.Path("src/Generators/RayNet.Analyzers/AnalyzerReleases.Shipped.md"))
            + File.ReadAllText(Repository.Path("src/Generators/RayNet.Analyzers/AnalyzerReleases.Unshipped.md"));
        Assert.Contains($"{id} | {descriptor.Category} | {(descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString() : "Disabled")} | {descriptor.Title.ToString(CultureInfo.InvariantCulture)}", releases, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_is_reported_by_an_analyzer() => Assert.Equal(
        DiagnosticDescriptors.All.Select(descriptor => descriptor.Id),
        Analysis.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void No_page_is_left_without_a_rule() => Assert.Equal(
        DiagnosticDescriptors.All.Select(descriptor => descriptor.Id),
        Directory.GetFiles(Repository.Path("docs/diagnostics"), "RN*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
}
