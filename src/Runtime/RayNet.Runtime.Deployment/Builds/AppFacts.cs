using System.Reflection;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>What the running process says about its program.</summary>
/// <param name="BaseFolder">The folder of the assembly that was started.</param>
/// <param name="DepsFiles">The list of dependency files that the host read: the program's first. Its name is right also where another assembly (a test host, a worker) was started with it.</param>
/// <param name="EntryName">The name of the assembly that was started.</param>
/// <param name="ProcessPath">The binary of the process.</param>
/// <param name="Framework">The framework that the entry assembly is built for.</param>
internal sealed record AppFacts(string BaseFolder, string? DepsFiles, string? EntryName, string? ProcessPath, string? Framework)
{
    internal static AppFacts OfThisProcess() =>
        new(
            AppContext.BaseDirectory,
            AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string,
            Assembly.GetEntryAssembly()?.GetName().Name,
            Environment.ProcessPath,
            AppContext.TargetFrameworkName);
}
