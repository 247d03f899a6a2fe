using System.Text.RegularExpressions;

namespace RayNet.Architecture.Tests;

/// <summary>The page that says which behaviours of Ray are tested where names exactly the tests that are marked with their rows.</summary>
public sealed partial class BehaviourTests
{
    private const string Page = "docs/ray-behaviours.md";

    /// <summary>The folders of tests, by the page's column.</summary>
    private static readonly string[][] Columns =
    [
        ["tests/Runtime/RayNet.Runtime.Core.Tests/", "tests/Sdk/", "tests/Generators/"],
        ["tests/Runtime/RayNet.Runtime.Cluster.Tests/"],
        ["tests/Runtime/RayNet.Testing.Tests/"],
    ];

    [Fact]
    public void The_page_names_the_tests_that_are_marked()
    {
        string[] lines = RepositoryFiles.ReadLines(Page);
        Dictionary<int, List<string>>[] marks = [.. Columns.Select(Marks)];
        string[] written = [.. lines.Select(line => Rewrite(line, marks))];
        if (Environment.GetEnvironmentVariable("RAYNET_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllLines(Repository.Path(Page), written);
        }
        else
        {
            Assert.Equal(written, lines);
        }

        int[] rows = [.. lines.Select(RowOf).OfType<int>()];
        Assert.Equal(rows.Distinct(), rows);
        Assert.Empty(marks.SelectMany(column => column.Keys).Except(rows));
    }

    private static string Rewrite(string line, Dictionary<int, List<string>>[] marks)
    {
        if (RowOf(line) is not { } row)
        {
            return line;
        }

        string[] cells = line.Split('|');
        for (int column = 0; column < marks.Length; column++)
        {
            string[] names = [.. marks[column].GetValueOrDefault(row, []).Distinct().Order(StringComparer.Ordinal)];
            cells[column + 3] = names.Length == 0 ? " " : $" {string.Join(", ", names.Select(name => $"`{name}`"))} ";
        }

        return string.Join('|', cells);
    }

    private static int? RowOf(string line) => RowLine().Match(line) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>The tests under the marks, as class and method.</summary>
    private static Dictionary<int, List<string>> Marks(string[] folders)
    {
        var tests = new Dictionary<int, List<string>>();
        foreach (string file in folders.SelectMany(folder => RepositoryFiles.In(folder, ".cs")))
        {
            List<int> rows = [];
            foreach (string line in RepositoryFiles.ReadLines(file))
            {
                if (Mark().IsMatch(line))
                {
                    rows.AddRange(Number().Matches(line).Select(match => int.Parse(match.ValueSpan, System.Globalization.CultureInfo.InvariantCulture)));
                }
                else if (rows.Count > 0 && Method().Match(line) is { Success: true } method)
                {
                    foreach (int row in rows)
                    {
                        if (!tests.TryGetValue(row, out List<string>? names))
                        {
                            tests.Add(row, names = []);
                        }

                        names.Add($"{Path.GetFileNameWithoutExtension(file)}.{method.Groups[1].Value}");
                    }

                    rows.Clear();
                }
            }
        }

        return tests;
    }

    [GeneratedRegex(@"^\| (\d+) \|")]
    private static partial Regex RowLine();

    [GeneratedRegex(@"^\s*// Rows? \d")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*public (?:async )?\w+ (\w+)\(")]
    private static partial Regex Method();
}
