using System.Collections.Immutable;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>The binary and the arguments that start a program.</summary>
/// <param name="FileName">The binary.</param>
/// <param name="Arguments">Its arguments. Every user of the machine can read them, so nothing secret is among them.</param>
internal sealed record LaunchCommand(string FileName, ImmutableArray<string> Arguments)
{
    /// <summary>Starts the worker with everything that the program has: its assemblies, its runtime, its configuration.</summary>
    /// <exception cref="BuildMismatchException">The program has no worker.</exception>
    internal static LaunchCommand ForWorker(RunnableApp app, string workerAssembly, ImmutableArray<string> arguments)
    {
        if (app.Kind != BuildKind.FrameworkDependent)
        {
            // The program itself becomes the worker when it sees the variables that are set for it.
            return new LaunchCommand(BinaryOf(app), arguments);
        }

        string worker = Path.Combine(app.Folder, workerAssembly);
        if (!File.Exists(worker))
        {
            throw BuildErrors.Missing(workerAssembly, $"of '{app.Name}' in '{app.Folder}'", "Reference the package RayNet from the program itself, not only from its libraries, and build again.");
        }

        return new LaunchCommand(DotnetHost.Find(), ["exec", .. DepsOf(app), "--runtimeconfig", app.RuntimeConfig, worker, .. arguments]);
    }

    /// <summary>Starts the program itself, as its user would.</summary>
    internal static LaunchCommand ForDriver(RunnableApp app, ImmutableArray<string> arguments) =>
        app.Kind == BuildKind.FrameworkDependent
            ? new LaunchCommand(DotnetHost.Find(), ["exec", .. DepsOf(app), "--runtimeconfig", app.RuntimeConfig, app.EntryPath, .. arguments])
            : new LaunchCommand(BinaryOf(app), arguments);

    private static string[] DepsOf(RunnableApp app) => File.Exists(app.DepsFile) ? ["--depsfile", app.DepsFile] : [];

    private static string BinaryOf(RunnableApp app) =>
        Path.Combine(app.Folder, app.Kind == BuildKind.SelfContained && OperatingSystem.IsWindows() ? app.Name + ".exe" : app.Name);
}
