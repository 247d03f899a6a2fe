using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RayNet.Runtime.Transport;

/// <summary>Gives a connected socket, or other files, to another process of the machine (SCM_RIGHTS, unix(7)). Only on 64-bit Linux.</summary>
internal static unsafe partial class DescriptorPassing
{
    private const int SocketLevel = 1;
    private const int Rights = 1;
    private const int CloseOnExec = 0x40000000;
    private const int NoSignal = 0x4000;
    private const int SetFlags = 4;
    private const int GetFlags = 3;
    private const int NonBlocking = 0x800;

    internal static bool IsSupported { get; } = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>Sends a byte with the socket over a Unix socket that blocks. The other process has its own descriptor from then on; the own one stays open.</summary>
    /// <exception cref="IOException">The other process is gone.</exception>
    internal static void Send(Socket to, Socket passed) => Send(to, [passed.SafeHandle]);

    /// <summary>As <see cref="Send(Socket, Socket)"/>, for descriptors of any kind.</summary>
    /// <exception cref="IOException">The other process is gone.</exception>
    internal static void Send(Socket to, ReadOnlySpan<SafeHandle> passed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(passed.Length, Control.Most);
        byte mark = 1;
        var part = new Part { Address = &mark, Length = 1 };
        var control = new Control { Length = (nuint)LengthOf(passed.Length), Level = SocketLevel, Type = Rights };
        var message = new Message { Parts = &part, Count = 1, Control = &control, ControlLength = (nuint)SpaceOf(passed.Length) };
        int held = 0;
        try
        {
            foreach (SafeHandle handle in passed)
            {
                bool isHeld = false;
                handle.DangerousAddRef(ref isHeld);
                control.Descriptors[held++] = (int)handle.DangerousGetHandle();
            }

            if (SendMessage(to.SafeHandle, &message, NoSignal) != 1)
            {
                throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
            }
        }
        finally
        {
            foreach (SafeHandle handle in passed[..held])
            {
                handle.DangerousRelease();
            }
        }
    }

    /// <summary>Waits for what <see cref="Send(Socket, Socket)"/> sent; <see langword="null"/> where something else came. The socket blocks, whatever it did there.</summary>
    internal static Socket? Receive(Socket from)
    {
        Span<int> descriptor = stackalloc int[1];
        if (!TryReceive(from, descriptor))
        {
            return null;
        }

        int flags = ControlFile(descriptor[0], GetFlags, 0);
        if (flags >= 0)
        {
            _ = ControlFile(descriptor[0], SetFlags, flags & ~NonBlocking);
        }

        return new Socket(new SafeSocketHandle(descriptor[0], ownsHandle: true));
    }

    /// <summary>Waits for what <see cref="Send(Socket, ReadOnlySpan{SafeHandle})"/> sent; <see langword="null"/> where something else came, or another number.</summary>
    internal static SafeFileHandle[]? Receive(Socket from, int count)
    {
        Span<int> descriptors = stackalloc int[count];
        return TryReceive(from, descriptors) ? [.. descriptors.ToArray().Select(static descriptor => new SafeFileHandle(descriptor, ownsHandle: true))] : null;
    }

    private static bool TryReceive(Socket from, Span<int> descriptors)
    {
        byte mark;
        var part = new Part { Address = &mark, Length = 1 };
        Control control = default;
        var message = new Message { Parts = &part, Count = 1, Control = &control, ControlLength = (nuint)sizeof(Control) };
        if (ReceiveMessage(from.SafeHandle, &message, CloseOnExec) != 1 || message.ControlLength < (nuint)LengthOf(1) || control is not { Level: SocketLevel, Type: Rights })
        {
            return false;
        }

        int count = (int)((control.Length - (nuint)LengthOf(0)) / sizeof(int));
        var received = new ReadOnlySpan<int>(control.Descriptors, Math.Min(count, Control.Most));
        if (count == descriptors.Length)
        {
            received.CopyTo(descriptors);
            return true;
        }

        foreach (int descriptor in received)
        {
            new SafeFileHandle(descriptor, ownsHandle: true).Dispose();
        }

        return false;
    }

    /// <summary>CMSG_LEN of some descriptors.</summary>
    private static int LengthOf(int count) => sizeof(Control) - ((Control.Most - count) * sizeof(int));

    /// <summary>CMSG_SPACE of some descriptors.</summary>
    private static int SpaceOf(int count) => (LengthOf(count) + sizeof(nuint) - 1) & ~(sizeof(nuint) - 1);

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendMessage(SafeSocketHandle socket, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(SafeSocketHandle socket, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int ControlFile(int descriptor, int command, nint argument);

    /// <summary>struct iovec.</summary>
    private struct Part
    {
        internal void* Address;
        internal nuint Length;
    }

    /// <summary>struct msghdr.</summary>
    private struct Message
    {
        internal void* Name;
        internal ulong NameLength;
        internal Part* Parts;
        internal nuint Count;
        internal Control* Control;
        internal nuint ControlLength;
        internal int Flags;
    }

    /// <summary>struct cmsghdr with descriptors.</summary>
    private struct Control
    {
        /// <summary>How many there is room for; an even number, so that there is no padding.</summary>
        internal const int Most = 6;

        internal nuint Length;
        internal int Level;
        internal int Type;
        internal fixed int Descriptors[Most];
    }
}
