using System.Xml.Linq;

namespace RayNet.Architecture.Tests;

public sealed class SolutionTests
{
    [Fact]
    public void The_solution_holds_every_project()
    {
        // Templates and the consumers of tests/Packaging are built outside of the repository, from packages.
        IEnumerable<string> projects = RepositoryFiles.In(string.Empty, ".csproj")
            .Where(file => !file.Contains("/templates/", StringComparison.Ordinal) && !file.StartsWith("tests/Packaging/", StringComparison.Ordinal));
        IEnumerable<string> solution = XDocument.Parse(RepositoryFiles.Read("RayNet.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value);

        Assert.Equal(projects.Order(StringComparer.Ordinal), solution.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Versions_of_packages_stand_in_one_file()
    {
        string[] violations =
        [
            .. from project in RepositoryFiles.In("src/", ".csproj").Concat(RepositoryFiles.In("tests/", ".csproj"))
               where !project.Contains("/templates/", StringComparison.Ordinal) && !project.StartsWith("tests/Packaging/", StringComparison.Ordinal)
               from reference in XDocument.Parse(RepositoryFiles.Read(project)).Descendants("PackageReference")
               // Tests may look at a newer compiler than the one that the generator is built against.
               where reference.Attribute("Version") is not null || (reference.Attribute("VersionOverride") is not null && project.StartsWith("src/", StringComparison.Ordinal))
               select $"{project}: {reference}",
        ];

        Rules.AssertNone(violations);
    }

    [Fact]
    public void Every_library_of_the_sdk_tracks_its_public_api()
    {
        string[] violations =
        [
            .. from project in RepositoryFiles.In("src/Sdk/", ".csproj")
               let folder = Path.GetDirectoryName(project)!
               where RepositoryFiles.In(folder + "/", ".cs").Any()
               from kind in (string[])["Shipped", "Unshipped"]
               let file = $"{folder}/PublicAPI.{kind}.txt"
               where !RepositoryFiles.All.Contains(file)
               select file,
        ];

        Rules.AssertNone(violations);
    }

    [Fact]
    public void Every_package_has_a_readme()
    {
        string[] violations =
        [
            .. from project in (string[])[.. RepositoryFiles.In("src/Sdk/", ".csproj"), .. RepositoryFiles.In("src/Runtime/", ".csproj")]
               let readme = $"{Path.GetDirectoryName(project)}/README.md"
               where !RepositoryFiles.All.Contains(readme)
               select readme,
        ];

        Rules.AssertNone(violations);
    }
}
