using System.Globalization;
using System.Text;
using CsCheck;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Tests;

/// <summary>Manifests for tests, by hand and at random.</summary>
internal static class Manifests
{
    private static readonly Gen<string> Name = Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-_."], 1, 8].Where(static name => name is not "." and not "..");

    /// <summary>Valid manifests: unique paths in up to three folders.</summary>
    internal static Gen<BuildManifest> Any { get; } =
        Gen.Select(Name.Array[1, 3].Select(static names => string.Join('/', names)).Array[1, 20], Gen.Int[0, 5], Gen.Bool, Gen.Int[0, 2])
            .Select(static (paths, seed, executable, kind) => Make(paths, seed, executable, (BuildKind)kind));

    internal static BuildFile File(string path, string content = "content", bool executable = false) =>
        new(path, HashOf(content), Encoding.UTF8.GetByteCount(content), executable);

    internal static FileHash HashOf(string content) => FileHash.Of(Encoding.UTF8.GetBytes(content));

    internal static BuildManifest App(params BuildFile[] files) => BuildManifest.Create(BuildKind.FrameworkDependent, "App.dll", "net10.0", [File("App.dll", "app"), .. files]);

    internal static BuildManifest Folder(params BuildFile[] files) => BuildManifest.Create(BuildKind.Folder, string.Empty, string.Empty, files);

    private static BuildManifest Make(string[] paths, int seed, bool executable, BuildKind kind)
    {
        // A path must not be the folder of another, whatever the case.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "App.dll" };
        var files = new List<BuildFile> { File("App.dll", seed.ToString(CultureInfo.InvariantCulture)) };
        foreach (string path in paths)
        {
            string unique = $"d{files.Count}/{path}";
            if (taken.Add(unique))
            {
                files.Add(File(unique, path[..^1] + seed, executable));
            }
        }

        return BuildManifest.Create(kind, "App.dll", "net10.0", files);
    }
}
