namespace RayNet.Docs.Snippets;

/// <summary>The regions of this project's sources, without their indentation.</summary>
internal static class SnippetSource
{
    private const string Start = "#region ";
    private const string End = "#endregion";

    public static IReadOnlyDictionary<string, string> Regions { get; } = Directory
        .EnumerateFiles(Repository.Path("docs", "snippets"), "*.cs")
        .Where(file => Path.GetFileName(file) != "SnippetSource.cs")
        .SelectMany(file => Read(File.ReadAllLines(file)))
        .ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Read(string[] lines)
    {
        for (int start = 0; start < lines.Length; start++)
        {
            if (lines[start].TrimStart().StartsWith(Start, StringComparison.Ordinal))
            {
                int indentation = lines[start].Length - lines[start].TrimStart().Length;
                int end = Array.FindIndex(lines, start, line => line.TrimStart().StartsWith(End, StringComparison.Ordinal));
                IEnumerable<string> body = lines[(start + 1)..end].Select(line => line.Length == 0 ? line : line[indentation..]);
                yield return KeyValuePair.Create(lines[start].Trim()[Start.Length..], string.Join('\n', body) + "\n");
                start = end;
            }
        }
    }
}
