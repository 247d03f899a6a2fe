using System.Text.RegularExpressions;

namespace RayNet.Docs.Snippets;

/// <summary>Every C# block of README and docs is code that compiles and runs: a region of this project, or a file of the repository. UPDATE_SNIPPETS=1 writes them.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Documents =
    [
        "README.md",
        .. Directory.EnumerateFiles(Repository.Path("docs", "concepts"), "*.md").Select(Relative),
        // What that page shows must not compile; the tests of the analyzers hold it.
        .. Directory.EnumerateFiles(Repository.Path("docs", "guides"), "*.md").Select(Relative).Where(page => page != "docs/guides/mistakes.md"),
    ];

    public static TheoryData<string> Files => [.. Documents];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_block_equals_its_snippet(string document)
    {
        string text = Normalize(File.ReadAllText(Repository.Path(document)));
        string expected = Block().Replace(text, block =>
        {
            string name = block.Groups["name"].Value;
            Assert.True(name.Length > 0, $"{document} has a C# block without a snippet name:\n{block.Groups["code"].Value}");
            return $"<!-- snippet: {name} -->\n```csharp\n{Find(document, name)}```";
        });

        if (Environment.GetEnvironmentVariable("UPDATE_SNIPPETS") == "1")
        {
            File.WriteAllText(Repository.Path(document), expected);
        }
        else
        {
            Assert.Equal(expected, text);
        }
    }

    [Fact]
    public void Every_snippet_is_used()
    {
        string all = string.Concat(Documents.Select(document => File.ReadAllText(Repository.Path(document))));

        Assert.All(SnippetSource.Regions.Keys, name => Assert.Contains($"<!-- snippet: {name} -->", all, StringComparison.Ordinal));
    }

    private static string Find(string document, string name)
    {
        if (SnippetSource.Regions.TryGetValue(name, out string? region))
        {
            return region;
        }

        string path = Repository.Path(name);
        Assert.True(File.Exists(path), $"{document} names the snippet '{name}', which is neither a region of docs/snippets nor a file.");
        return Normalize(File.ReadAllText(path));
    }

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    private static string Normalize(string text) => text.ReplaceLineEndings("\n");

    [GeneratedRegex(@"(?:<!-- snippet: (?<name>\S+) -->\n)?```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
