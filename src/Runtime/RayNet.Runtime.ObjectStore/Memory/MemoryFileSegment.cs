using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>A memfd: sparse, in no directory, and gone with the last process that has it open.</summary>
[SupportedOSPlatform("linux")]
internal sealed class MemoryFileSegment : ArenaSegment
{
    private readonly SafeFileHandle _file;

    private MemoryFileSegment(SafeFileHandle file) => _file = file;

    internal override SafeFileHandle File => _file;

    internal override string Path { get => field ??= string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{_file.DangerousGetHandle()}"); }

    internal override bool CanPopulate => true;

    internal static MemoryFileSegment? TryCreate(long capacity)
    {
        int descriptor = Create(LinuxNative.CloseOnExec | LinuxNative.AllowSealing | LinuxNative.NeverExecutable);
        if (descriptor < 0)
        {
            // Kernels before 6.3 do not know the last flag.
            descriptor = Create(LinuxNative.CloseOnExec | LinuxNative.AllowSealing);
        }

        if (descriptor < 0)
        {
            return null;
        }

        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            RandomAccess.SetLength(file, capacity);

            // Who maps a segment that another process then shortens dies of it.
            _ = LinuxNative.Control(file, LinuxNative.AddSeals, LinuxNative.SealShrink | LinuxNative.SealGrow | LinuxNative.SealSeals);
            return new MemoryFileSegment(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override void Dispose() => _file.Dispose();

    private static int Create(uint flags)
    {
        try
        {
            return LinuxNative.CreateMemoryFile("raynet-arena", flags);
        }
        catch (EntryPointNotFoundException)
        {
            return -1;
        }
    }
}
