using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RayNet.Runtime.Transport;

/// <summary>Gives a connected socket to another process of the machine (SCM_RIGHTS, unix(7)). Only on 64-bit Linux.</summary>
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
    internal static void Send(Socket to, Socket passed)
    {
        byte mark = 1;
        var part = new Part { Address = &mark, Length = 1 };
        var control = new Control { Length = (nuint)ControlLength, Level = SocketLevel, Type = Rights, Descriptor = (int)passed.SafeHandle.DangerousGetHandle() };
        var message = new Message { Parts = &part, Count = 1, Control = &control, ControlLength = (nuint)sizeof(Control) };
        bool held = false;
        try
        {
            passed.SafeHandle.DangerousAddRef(ref held);
            if (SendMessage(to.SafeHandle, &message, NoSignal) != 1)
            {
                throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
            }
        }
        finally
        {
            if (held)
            {
                passed.SafeHandle.DangerousRelease();
            }
        }
    }

    /// <summary>Waits for what <see cref="Send"/> sent; <see langword="null"/> where something else came. The socket blocks, whatever it did there.</summary>
    internal static Socket? Receive(Socket from)
    {
        byte mark;
        var part = new Part { Address = &mark, Length = 1 };
        Control control = default;
        var message = new Message { Parts = &part, Count = 1, Control = &control, ControlLength = (nuint)sizeof(Control) };
        if (ReceiveMessage(from.SafeHandle, &message, CloseOnExec) != 1
            || message.ControlLength < (nuint)ControlLength
            || control is not { Level: SocketLevel, Type: Rights }
            || control.Length != (nuint)ControlLength)
        {
            return null;
        }

        int flags = ControlFile(control.Descriptor, GetFlags, 0);
        if (flags >= 0)
        {
            _ = ControlFile(control.Descriptor, SetFlags, flags & ~NonBlocking);
        }

        return new Socket(new SafeSocketHandle(control.Descriptor, ownsHandle: true));
    }

    /// <summary>CMSG_LEN of one descriptor.</summary>
    private static int ControlLength => sizeof(Control) - sizeof(int);

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

    /// <summary>struct cmsghdr with one descriptor, padded as CMSG_SPACE says.</summary>
    private struct Control
    {
        internal nuint Length;
        internal int Level;
        internal int Type;
        internal int Descriptor;
        internal int Padding;
    }
}
