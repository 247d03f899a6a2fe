using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Cli.Commands;

/// <summary>Finds the application that a path on the command line means.</summary>
internal static class AppLocator
{
    private const string ConfigExtension = ".runtimeconfig.json";

    /// <summary>The application of a publish folder, of its assembly, or of its binary.</summary>
    internal static RunnableApp Find(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            string[] configs = Directory.GetFiles(full, "*" + ConfigExtension);
            return configs.Length == 1
                ? Locate(full, Path.GetFileName(configs[0])[..^ConfigExtension.Length], binary: null)
                : throw new UsageException($"The folder '{path}' has {configs.Length} applications (*{ConfigExtension}). Name the binary or the assembly of one.");
        }

        if (!File.Exists(full))
        {
            throw new UsageException($"'{path}' does not exist. Give the path of a published application (dotnet publish).");
        }

        string folder = Path.GetDirectoryName(full)!;
        string name = Path.GetExtension(full).ToUpperInvariant() is ".DLL" or ".EXE" ? Path.GetFileNameWithoutExtension(full) : Path.GetFileName(full);
        return Locate(folder, name, full);
    }

    private static RunnableApp Locate(string folder, string name, string? binary) =>
        RunnableApp.Locate(new AppFacts(folder, DepsFiles: null, name, binary, Framework: null));
}
