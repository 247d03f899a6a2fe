using System.Runtime.InteropServices;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>A second name of a file, which the platform's library cannot make yet.</summary>
internal static partial class HardLink
{
    /// <summary>Fails where the disk has no links, has too many of this file, or where the names lie on two disks.</summary>
    internal static bool TryCreate(string existing, string path) =>
        OperatingSystem.IsWindows() ? CreateHardLink(path, existing, 0) : Link(existing, path) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string path);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string path, string existing, nint securityAttributes);
}
