using System.Runtime.InteropServices;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>The user that this process runs as.</summary>
internal static partial class UserId
{
    /// <summary>The operating system's number; 0 on Windows, which has none.</summary>
    internal static uint Current => OperatingSystem.IsWindows() ? 0 : GetUserId();

    [LibraryImport("libc", EntryPoint = "getuid")]
    private static partial uint GetUserId();
}
