using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RayNet.Runtime.Transport.Rings;

/// <summary>The calls of Linux by which processes share memory and wake each other.</summary>
internal static unsafe partial class RingNative
{
    private const uint CloseOnExec = 1;
    private const uint AllowSealing = 2;
    private const int BellCloseOnExec = 0x80000;
    private const int AddSeals = 1033;
    private const int GetSeals = 1034;
    private const int SealShrink = 2;
    private const int SealGrow = 4;
    private const int SealSeals = 1;
    private const int NotInCoreDumps = 16;
    private const short Readable = 1;
    private const int InterruptedCall = 4;

    /// <summary>Memory in no directory, which can be neither shortened nor lengthened: whoever maps what another process then shortens dies of it. Null where it cannot be had.</summary>
    internal static SafeFileHandle? TryCreateMemory(long size)
    {
        int descriptor = CreateMemoryFile("raynet-link", CloseOnExec | AllowSealing);
        if (descriptor < 0)
        {
            return null;
        }

        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            RandomAccess.SetLength(file, size);
        }
        catch (IOException)
        {
            file.Dispose();
            return null;
        }

        _ = Control(file, AddSeals, SealShrink | SealGrow | SealSeals);
        return file;
    }

    /// <summary>Whether a file of another process keeps its size.</summary>
    internal static bool IsSealed(SafeFileHandle file, long size) =>
        Control(file, GetSeals, 0) is int seals and >= 0 && (seals & SealShrink) != 0 && RandomAccess.GetLength(file) == size;

    /// <summary>What one side rings and the other one waits for. A pipe or a socket would do, but who is woken by these is put on the core of who wakes, even where another one is idle.</summary>
    internal static SafeFileHandle? TryCreateBell()
    {
        int descriptor = CreateEvent(0, BellCloseOnExec);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    internal static void KeepOutOfCoreDumps(byte* start, nuint length) => _ = Advise(start, length, NotInCoreDumps);

    internal static void Ring(SafeFileHandle bell)
    {
        ulong one = 1;
        while (Write(bell, &one, sizeof(ulong)) < 0 && Marshal.GetLastPInvokeError() == InterruptedCall)
        {
            // Again.
        }
    }

    /// <summary>Waits until the bell has rung, or there is something about the socket.</summary>
    /// <returns>Whether the bell has rung.</returns>
    internal static bool Wait(SafeFileHandle bell, SafeHandle socket)
    {
        bool bellHeld = false;
        bool socketHeld = false;
        try
        {
            bell.DangerousAddRef(ref bellHeld);
            socket.DangerousAddRef(ref socketHeld);
            Watched* watched = stackalloc Watched[2];
            watched[0] = new Watched { Descriptor = (int)bell.DangerousGetHandle(), Events = Readable, Found = 0 };
            watched[1] = new Watched { Descriptor = (int)socket.DangerousGetHandle(), Events = Readable, Found = 0 };
            while (Poll(watched, 2, -1) < 0)
            {
                int error = Marshal.GetLastPInvokeError();
                if (error != InterruptedCall)
                {
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error));
                }
            }

            if (watched[0].Found == 0)
            {
                return false;
            }

            ulong rung;
            _ = Read(bell, &rung, sizeof(ulong));
            return true;
        }
        finally
        {
            if (bellHeld)
            {
                bell.DangerousRelease();
            }

            if (socketHeld)
            {
                socket.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int CreateMemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int CreateEvent(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeHandle file, int command, int argument);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    private static partial int Advise(void* start, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeHandle file, void* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeHandle file, void* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(Watched* watched, nuint count, int milliseconds);

    /// <summary>struct pollfd.</summary>
    private struct Watched
    {
        internal int Descriptor;
        internal short Events;
        internal short Found;
    }
}
