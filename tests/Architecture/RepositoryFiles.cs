namespace RayNet.Architecture.Tests;

/// <summary>The files of the repository, without what builds leave behind.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Skipped = [".git", ".vs", ".idea", "artifacts", "bin", "obj", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".proj", ".slnx", ".json", ".md", ".sh", ".txt", ".yml", ".yaml", ".editorconfig", ".globalconfig", ".gitignore", ""];

    /// <summary>All text files, as paths relative to the root with forward slashes.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Find(Repository.Root).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> In(string folder, string extension) =>
        All.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(extension, StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Repository.Path(file));

    public static string[] ReadLines(string file) => File.ReadAllLines(Repository.Path(file));

    private static IEnumerable<string> Find(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            // In a git worktree, .git is a file.
            if (!Skipped.Contains(Path.GetFileName(file)) && TextExtensions.Contains(Path.GetExtension(file)))
            {
                yield return Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
            }
        }

        foreach (string child in Directory.EnumerateDirectories(folder).Where(child => !Skipped.Contains(Path.GetFileName(child))))
        {
            foreach (string file in Find(child))
            {
                yield return file;
            }
        }
    }
}
