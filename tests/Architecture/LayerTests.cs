using System.Text.Json;
using System.Xml.Linq;

namespace RayNet.Architecture.Tests;

/// <summary>eng/layers.json is the table of allowed project references.</summary>
public sealed class LayerTests
{
    private static readonly Dictionary<string, string[]> Layers =
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(RepositoryFiles.Read("eng/layers.json"))!;

    private static IEnumerable<string> SourceProjects =>
        RepositoryFiles.In("src/", ".csproj").Where(file => !file.Contains("/templates/", StringComparison.Ordinal));

    [Fact]
    public void Every_project_under_src_is_in_the_table_and_the_other_way_round() =>
        Assert.Equal(Layers.Keys.Order(StringComparer.Ordinal), SourceProjects.Select(Folder).Order(StringComparer.Ordinal));

    [Fact]
    public void Projects_reference_only_what_the_table_allows()
    {
        string[] violations =
        [
            .. from project in SourceProjects
               from reference in References(project)
               where !Layers[Folder(project)].Contains(reference)
               select $"{project} references {reference}",
        ];

        Rules.AssertNone(violations);
    }

    [Fact]
    public void The_sdk_does_not_reference_the_runtime_except_for_the_package_that_brings_both()
    {
        string[] violations =
        [
            .. from layer in Layers
               where layer.Key.StartsWith("src/Sdk/", StringComparison.Ordinal) && layer.Key != "src/Sdk/RayNet"
               from reference in layer.Value
               where !reference.StartsWith("src/Sdk/", StringComparison.Ordinal)
               select $"{layer.Key} may reference {reference}",
        ];

        Rules.AssertNone(violations);
    }

    [Fact]
    public void The_table_has_no_cycle()
    {
        var done = new HashSet<string>();
        foreach (string project in Layers.Keys)
        {
            Visit(project, []);
        }

        void Visit(string project, List<string> path)
        {
            Assert.False(path.Contains(project), string.Join(" -> ", [.. path, project]));
            if (done.Contains(project))
            {
                return;
            }

            foreach (string reference in Layers[project])
            {
                Visit(reference, [.. path, project]);
            }

            done.Add(project);
        }
    }

    private static string Folder(string project) => Path.GetDirectoryName(project)!.Replace('\\', '/');

    private static IEnumerable<string> References(string project) =>
        from reference in XDocument.Parse(RepositoryFiles.Read(project)).Descendants("ProjectReference")
        let target = Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value.Replace('\\', '/'))
        select Folder(Path.GetRelativePath(Repository.Root, Path.GetFullPath(target)));
}
