using System.Reflection;
using System.Runtime.CompilerServices;

namespace RayNet.Generators.Tests.Harness;

/// <summary>
/// Compares generated files with verified ones, by the file names and contents of Verify.SourceGenerators. Run the tests with
/// RAYNET_ACCEPT_SNAPSHOTS=1 to accept what they get.
/// </summary>
internal static class Snapshot
{
    private static readonly string Directory = Path.Combine(
        typeof(Snapshot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "ProjectDirectory").Value!,
        "Snapshots");

    private static readonly bool Accept = Environment.GetEnvironmentVariable("RAYNET_ACCEPT_SNAPSHOTS") == "1";

    internal static void Verify(GeneratorRun run, string hint, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        // Traits have tests of their own.
        foreach (var source in run.Result.GeneratedSources.Where(source => source.HintName.Contains(hint, StringComparison.Ordinal) && !source.HintName.EndsWith("Traits.g.cs", StringComparison.Ordinal)))
        {
            string name = $"{Path.GetFileNameWithoutExtension(file)}.{test}#{Path.GetFileNameWithoutExtension(source.HintName)}";
            Compare(name, $"//HintName: {source.HintName}\n{source.SourceText.ToString().Replace(GeneratedFile.Version, "{version}", StringComparison.Ordinal)}");
        }
    }

    private static void Compare(string name, string actual)
    {
        string verified = Path.Combine(Directory, name + ".verified.cs");
        string received = Path.Combine(Directory, name + ".received.cs");
        string? expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (expected == actual)
        {
            File.Delete(received);
        }
        else if (Accept)
        {
            System.IO.Directory.CreateDirectory(Directory);
            File.WriteAllText(verified, actual);
            File.Delete(received);
        }
        else
        {
            System.IO.Directory.CreateDirectory(Directory);
            File.WriteAllText(received, actual);
            Assert.Fail($"{name} is not as verified. Compare {name}.received.cs with {name}.verified.cs; to accept, run the tests with RAYNET_ACCEPT_SNAPSHOTS=1.");
        }
    }
}
