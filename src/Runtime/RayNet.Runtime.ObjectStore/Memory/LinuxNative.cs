using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>The few calls of Linux that the platform's library does not have.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxNative
{
    internal const uint CloseOnExec = 1;
    internal const uint AllowSealing = 2;
    internal const uint NeverExecutable = 8;

    internal const int AddSeals = 1033;
    internal const int SealSeals = 1;
    internal const int SealShrink = 2;
    internal const int SealGrow = 4;

    internal const int HugePages = 14;
    internal const int NotInCoreDumps = 16;
    internal const int PopulateForReading = 22;
    internal const int PopulateForWriting = 23;

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int CreateMemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Control(SafeHandle file, int command, int argument);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Advise(nint address, nuint length, int advice);
}
