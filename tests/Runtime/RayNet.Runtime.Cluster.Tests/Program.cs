using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Runs the tests, or is the driver of one that ends it by force.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [DriverProcess.Switch])
        {
            return await DriverProcess.RunAsync();
        }

        return args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
