using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Tests;

/// <summary>The program that tests start.</summary>
internal static class Apps
{
    internal const string Worker = "RayNet.Runtime.Deployment.TestApp.dll";

    /// <summary>Its own output folder. Beside these tests it is a worker, there it is a program.</summary>
    internal static RunnableApp TestApp { get; } = Locate();

    /// <summary>These tests, which a worker runs as it runs any program.</summary>
    internal static RunnableApp Tests { get; } = RunnableApp.Current();

    private static RunnableApp Locate()
    {
        // artifacts/bin/RayNet.Runtime.Deployment.Tests/debug/ -> artifacts/bin/RayNet.Runtime.Deployment.TestApp/debug/
        var output = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string folder = Path.Combine(output.Parent!.Parent!.FullName, Path.GetFileNameWithoutExtension(Worker), output.Name);
        return new RunnableApp(folder, Worker, BuildKind.FrameworkDependent, "net10.0");
    }
}
