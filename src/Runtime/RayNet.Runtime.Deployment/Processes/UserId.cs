using System.Runtime.InteropServices;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>The user that this process runs as, and the owners of files.</summary>
internal static unsafe partial class UserId
{
    private const int CurrentFolder = -100;
    private const uint OwnerWanted = 0x8;
    private const int OwnerOffset = 20;

    /// <summary>The kernel's struct statx, of which the fields up to the owner have one layout everywhere.</summary>
    private const int StatSize = 256;

    /// <summary>The operating system's number; 0 on Windows, which has none.</summary>
    internal static uint Current => OperatingSystem.IsWindows() ? 0 : GetUserId();

    /// <summary>Whether a file or folder belongs to another user. Where the system does not say, it does not.</summary>
    internal static bool IsOfAnother(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        byte* status = stackalloc byte[StatSize];
        try
        {
            return GetStatus(CurrentFolder, path, 0, OwnerWanted, status) == 0 && *(uint*)(status + OwnerOffset) != GetUserId();
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetUserId();

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetStatus(int folder, string path, int flags, uint mask, byte* status);
}
