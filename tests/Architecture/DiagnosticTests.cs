using System.Text.RegularExpressions;

namespace RayNet.Architecture.Tests;

/// <summary>A diagnostic has a page for the user who meets it and a row in the release table.</summary>
public sealed partial class DiagnosticTests
{
    private const string ReleaseTables = "src/Generators/RayNet.Analyzers/AnalyzerReleases.";
    private const string Pages = "docs/diagnostics/RN";

    private static string[] Declared { get; } = Ids(RepositoryFiles.In("src/Generators/", ".cs").SelectMany(RepositoryFiles.ReadLines), DeclaredId());

    [Fact]
    public void Diagnostics_are_declared() => Assert.NotEmpty(Declared);

    [Fact]
    public void Every_diagnostic_has_a_page_and_every_page_a_diagnostic() =>
        Assert.Equal(Declared, RepositoryFiles.In(Pages, ".md").Select(Path.GetFileNameWithoutExtension));

    [Fact]
    public void Every_diagnostic_has_a_row_in_the_release_tables() =>
        Assert.Equal(Declared, Ids(RepositoryFiles.In(ReleaseTables, ".md").SelectMany(RepositoryFiles.ReadLines), ReleasedId()));

    private static string[] Ids(IEnumerable<string> lines, Regex pattern) =>
        [.. lines.SelectMany(line => pattern.Matches(line)).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("\"(RN\\d{4})\"")]
    private static partial Regex DeclaredId();

    [GeneratedRegex(@"^(RN\d{4})\s*\|")]
    private static partial Regex ReleasedId();
}
