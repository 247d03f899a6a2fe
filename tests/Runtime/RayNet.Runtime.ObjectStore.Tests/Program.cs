using RayNet.Runtime.ObjectStore.Tests.Processes;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace RayNet.Runtime.ObjectStore.Tests;

/// <summary>Runs the tests, or is the other process of one.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [ChildProcess.Switch, .. string[] rest])
        {
            return await Child.RunAsync(rest);
        }

        return args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
