using System.Text.Json;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>A program that can be started: a folder and what in it starts.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Entry">The entry assembly, or the binary.</param>
/// <param name="Kind">How it becomes a process.</param>
/// <param name="Framework">The target framework, such as <c>net10.0</c>, or nothing.</param>
internal sealed record RunnableApp(string Folder, string Entry, BuildKind Kind, string Framework)
{
    private const string DepsExtension = ".deps.json";
    private const string FrameworkPrefix = ".NETCoreApp,Version=v";

    /// <summary>The entry's name without its extension.</summary>
    internal string Name => Kind == BuildKind.Native ? Entry : Path.GetFileNameWithoutExtension(Entry);

    internal string EntryPath => Path.Combine(Folder, Entry);

    /// <summary>What tells the host where dependencies are. Some builds have none and keep all assemblies in the folder.</summary>
    internal string DepsFile => Path.Combine(Folder, Name + DepsExtension);

    internal string RuntimeConfig => RuntimeConfigOf(Folder, Name);

    /// <summary>The running program, however it was started: by its own binary, by <c>dotnet app.dll</c>, by <c>dotnet run</c> of a project or of a file, by a test host.</summary>
    internal static RunnableApp Current() => Locate(AppFacts.OfThisProcess());

    internal static RunnableApp Locate(AppFacts facts)
    {
        foreach ((string folder, string name) in Candidates(facts))
        {
            string config = RuntimeConfigOf(folder, name);
            if (File.Exists(Path.Combine(folder, name + ".dll")) && File.Exists(config))
            {
                (BuildKind kind, string framework) = Read(config);
                return new RunnableApp(folder, name + ".dll", kind, framework.Length > 0 ? framework : ShortName(facts.Framework));
            }
        }

        // A bundle or a binary compiled ahead of time has no assembly beside it.
        if (facts.ProcessPath is { } binary && !DotnetHostNames.Matches(binary))
        {
            return new RunnableApp(Path.GetDirectoryName(binary)!, Path.GetFileName(binary), BuildKind.Native, ShortName(facts.Framework));
        }

        throw new InvalidPackageException($"The running program '{facts.EntryName}' has no {facts.EntryName}.runtimeconfig.json beside its assembly in '{facts.BaseFolder}', so other processes cannot run it. Start its build output (dotnet run, dotnet {facts.EntryName}.dll, or its own binary).");
    }

    /// <summary>The program of a build whose files lie in a folder.</summary>
    internal static RunnableApp From(string folder, BuildManifest manifest) =>
        manifest.Kind == BuildKind.Folder
            ? throw BuildErrors.Missing("program", manifest.Id.ToString(), "It is a working directory. Send the application itself.")
            : new RunnableApp(folder, manifest.Entry, manifest.Kind, manifest.Framework);

    private static IEnumerable<(string Folder, string Name)> Candidates(AppFacts facts)
    {
        string? deps = facts.DepsFiles?.Split(';', 2)[0];
        if (deps is not null && deps.EndsWith(DepsExtension, StringComparison.OrdinalIgnoreCase) && Path.GetDirectoryName(deps) is { Length: > 0 } folder)
        {
            yield return (folder, Path.GetFileName(deps)[..^DepsExtension.Length]);
        }

        if (facts.EntryName is not null)
        {
            yield return (Path.TrimEndingDirectorySeparator(facts.BaseFolder), facts.EntryName);
        }
    }

    private static string RuntimeConfigOf(string folder, string name) => Path.Combine(folder, name + ".runtimeconfig.json");

    private static (BuildKind Kind, string Framework) Read(string runtimeConfig)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(runtimeConfig), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            JsonElement options = document.RootElement.GetProperty("runtimeOptions");
            string framework = options.TryGetProperty("tfm", out JsonElement tfm) ? tfm.GetString() ?? string.Empty : string.Empty;
            return (options.TryGetProperty("includedFrameworks", out _) ? BuildKind.SelfContained : BuildKind.FrameworkDependent, framework);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidPackageException($"'{runtimeConfig}' is not a runtime configuration. Build the application again.", exception);
        }
    }

    private static string ShortName(string? framework) =>
        framework is not null && framework.StartsWith(FrameworkPrefix, StringComparison.Ordinal) ? $"net{framework[FrameworkPrefix.Length..]}" : string.Empty;
}
