using RayNet.Runtime.Head.Tests.Storage;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace RayNet.Runtime.Head.Tests;

/// <summary>Runs the tests, or is the head that one of them kills.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [KilledWriter.Switch, var file])
        {
            return await KilledWriter.RunAsync(file);
        }

        return args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
