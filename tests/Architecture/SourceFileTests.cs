using System.Text.RegularExpressions;

namespace RayNet.Architecture.Tests;

/// <summary>What no committed file may hold.</summary>
public sealed partial class SourceFileTests
{
    private const int LongestFile = 500;
    private const string ThisFile = "tests/Architecture/SourceFileTests.cs";

    [Fact]
    public void Source_files_stay_within_the_budget_of_lines()
    {
        IEnumerable<string> violations = RepositoryFiles.In(string.Empty, ".cs")
            .Where(file => RepositoryFiles.ReadLines(file).Length > LongestFile)
            .Where(file => !file.Contains(".verified.", StringComparison.Ordinal));

        Rules.AssertNone(violations);
    }

    [Fact]
    public void A_source_file_holds_one_top_level_type()
    {
        IEnumerable<string> violations = RepositoryFiles.In("src/", ".cs")
            .Where(file => !file.Contains("/templates/", StringComparison.Ordinal))
            .Where(file => RepositoryFiles.ReadLines(file).Count(TopLevelType().IsMatch) > 1);

        Rules.AssertNone(violations);
    }

    [Fact]
    public void No_word_says_that_something_is_unfinished() => AssertNowhere(Unfinished());

    [Fact]
    public void No_file_names_a_package_registry() => AssertNowhere(RegistryHost());

    [Fact]
    public void No_file_holds_a_path_of_a_machine() => AssertNowhere(MachinePath());

    [Fact]
    public void No_file_holds_pictographs_or_broken_characters() => AssertNowhere(Pictograph());

    private static void AssertNowhere(Regex pattern)
    {
        string[] violations =
        [
            .. from file in RepositoryFiles.All
               where file != ThisFile
               from line in RepositoryFiles.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
               where pattern.IsMatch(line.Text)
               select $"{file}:{line.Number}: {line.Text.Trim()}",
        ];

        Rules.AssertNone(violations);
    }

    [GeneratedRegex(@"^(\[.*\] )?(public |internal |file )?((static|sealed|abstract|readonly|partial|ref|unsafe) )*(class|struct|record|interface|enum|delegate) ")]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"nuget\.org|/v3/index\.json|pkgs\.dev\.azure|myget\.org|npmjs\.org|pypi\.org", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"(?<![\w.~])/(home|root|Users|work)/|[A-Za-z]:\\Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"[\uD83C-\uD83E\u2600-\u27BF\uFE0F\uFFFD]")]
    private static partial Regex Pictograph();
}
