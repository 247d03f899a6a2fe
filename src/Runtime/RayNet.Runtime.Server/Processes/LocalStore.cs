using System.Globalization;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Server.Processes;

/// <summary>The files of builds on this machine. They outlive runs; a second process in the same folder gets a store of its own.</summary>
internal static class LocalStore
{
    private const int Most = 64;

    internal static FileStore Open(string root, TimeProvider time, ILogger logger)
    {
        var options = new FileStoreOptions { TimeProvider = time, Logger = logger };
        for (int number = 1; ; number++)
        {
            try
            {
                return FileStore.Open(Path.Combine(root, number == 1 ? "store" : string.Create(CultureInfo.InvariantCulture, $"store-{number}")), options);
            }
            catch (InvalidOptionException) when (number < Most)
            {
                // Another process has it.
            }
        }
    }
}
