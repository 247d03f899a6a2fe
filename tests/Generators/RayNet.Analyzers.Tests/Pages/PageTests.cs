using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using RayNet.Analyzers.Tests.Contracts;
using RayNet.Analyzers.Tests.Harness;
using RayNet.Tests;

namespace RayNet.Analyzers.Tests.Pages;

/// <summary>The examples on the pages do what the pages say.</summary>
public sealed partial class PageTests
{
    public static TheoryData<string> Ids => DescriptorTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_example_is_reported_where_the_page_says(string id)
    {
        string section = PageExample.Section(Page(id), "Example");
        string source = PageExample.Complete(PageExample.Code(section));
        AdditionalText[] files = PageExample.Contracts(section) is { } contracts ? [new ContractText(contracts)] : [];
        var said = await Analysis.RunAsync(Generated.AddTo(Compilations.Create(source)), files);
        if (files.Length > 0)
        {
            // It may be reported at a line of the file.
            Assert.Contains(id, said.Select(diagnostic => diagnostic.Id));
        }

        string[] lines = source.Split('\n');
        Assert.Equal(
            Enumerable.Range(0, lines.Length).Where(line => Marker().Match(lines[line]) is { Success: true } match && match.Groups[1].Value == id),
            said.Where(diagnostic => diagnostic.Location.IsInSource).Select(diagnostic => Line(diagnostic, id)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_fix_is_legal(string id)
    {
        string fix = PageExample.Section(Page(id), "How to fix");
        string source = PageExample.Complete(PageExample.Code(fix));
        await Expect.SilenceAsync(source);
        if ((PageExample.Contracts(fix) ?? PageExample.Contracts(PageExample.Section(Page(id), "Example"))) is { } contracts)
        {
            Assert.DoesNotContain(id, (await Contracting.CheckAsync(contracts, source)).Select(diagnostic => diagnostic.Id));
        }
    }

    private static int Line(Diagnostic diagnostic, string id)
    {
        Assert.Equal(id, diagnostic.Id);
        return diagnostic.Location.GetLineSpan().StartLinePosition.Line;
    }

    private static string Page(string id) => File.ReadAllText(Repository.Path("docs", "diagnostics", id + ".md"));

    [GeneratedRegex(@"// (RN\d{4})")]
    private static partial Regex Marker();
}
