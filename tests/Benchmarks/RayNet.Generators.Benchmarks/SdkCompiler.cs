using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace RayNet.Generators.Benchmarks;

/// <summary>
/// The compiler of the SDK, in a process of its own: what a build without a compiler server pays. In this process a first run would also compile Roslyn itself, which comes as IL here and as machine code there.
/// </summary>
internal static partial class SdkCompiler
{
    /// <summary>What the compiler says its generators took, in milliseconds.</summary>
    /// <exception cref="InvalidOperationException">There is no SDK beside the runtime, or the project does not compile.</exception>
    internal static double GeneratorMilliseconds(Compilation project)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("raynet-csc-");
        try
        {
            string arguments = Path.Combine(folder.FullName, "arguments.rsp");
            File.WriteAllLines(arguments,
            [
                // Bodies are not compiled: they take ten times as long as the generator, which does not see them.
                "-nostdlib", "-refonly", "-target:library", "-nullable:enable", "-langversion:14", "-reportanalyzer", "-nowarn:CS1701,CS1702", $"-out:\"{Path.Combine(folder.FullName, "Sample.dll")}\"", $"-analyzer:\"{typeof(RayNetGenerator).Assembly.Location}\"",
                .. project.References.Select(static reference => $"-r:\"{reference.Display}\""),
                .. project.SyntaxTrees.Select(tree => $"\"{Write(folder.FullName, tree)}\""),
            ]);
            using Process compiler = Process.Start(new ProcessStartInfo("dotnet", [Find(), "-noconfig", $"@{arguments}"]) { RedirectStandardOutput = true })!;
            string output = compiler.StandardOutput.ReadToEnd();
            compiler.WaitForExit();
            return compiler.ExitCode == 0 && Total().Match(output) is { Success: true } found
                ? 1000 * double.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
                : throw new InvalidOperationException($"The compiler ended with {compiler.ExitCode}: {output}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Write(string folder, SyntaxTree tree)
    {
        string file = Path.Combine(folder, tree.FilePath);
        File.WriteAllText(file, tree.ToString());
        return file;
    }

    private static string Find()
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../.."));
        return Directory.GetDirectories(Path.Combine(root, "sdk"), $"{Environment.Version.Major}.*").Order(StringComparer.Ordinal).Select(static sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll")).LastOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"No SDK of .NET {Environment.Version.Major} in {root}.");
    }

    [GeneratedRegex("Total generator execution time: ([0-9.]+) seconds")]
    private static partial Regex Total();
}
