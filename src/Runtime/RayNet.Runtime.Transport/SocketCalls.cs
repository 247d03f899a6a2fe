using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RayNet.Runtime.Transport;

/// <summary>
/// Receives and sends that block, and a send that never does, which <see cref="Socket"/> has not for a socket that otherwise blocks.
/// </summary>
internal static partial class SocketCalls
{
    private const int InterruptedCall = 4;
    private const int Peek = 2;

    private static readonly bool IsUnix = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();
    private static readonly int WouldBlock = OperatingSystem.IsLinux() ? 11 : 35;
    private static readonly int DoNotWait = OperatingSystem.IsLinux() ? 0x40 : 0x80;
    private static readonly int NoSignal = OperatingSystem.IsLinux() ? 0x4000 : 0;

    /// <summary>What a socket that says it is writable takes for certain, where there is no better way.</summary>
    private const int Writable = 8 * 1024;

    /// <summary>Waits for bytes; 0 at the end. A frame of its own, so that profiles tell threads that sleep here from those that look.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Receive(Socket socket, Span<byte> buffer)
    {
        if (!IsUnix)
        {
            return socket.Receive(buffer);
        }

        while (true)
        {
            nint count = Receive(socket.SafeHandle, buffer, buffer.Length, 0);
            if (count >= 0)
            {
                return (int)count;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error != InterruptedCall)
            {
                throw Failure(error);
            }
        }
    }

    /// <summary>Looks at what has arrived and leaves it there; -1 if that is nothing, or cannot be asked without waiting.</summary>
    internal static int TryPeek(Socket socket, Span<byte> buffer) => IsUnix ? TryReceive(socket, buffer, DoNotWait | Peek) : -1;

    /// <summary>Takes what has arrived; -1 if that is nothing, also where it cannot be asked without waiting. 0 at the end.</summary>
    internal static int TryReceive(Socket socket, Span<byte> buffer) => IsUnix ? TryReceive(socket, buffer, DoNotWait) : -1;

    /// <summary>Wakes who blocks in a receive or send, here and on the other side, after what was sent.</summary>
    internal static void HangUp(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side was first.
        }
    }

    /// <summary>Sends, and waits until some bytes are taken.</summary>
    internal static int Send(Socket socket, ReadOnlySpan<byte> bytes) =>
        IsUnix ? Send(socket, bytes, NoSignal) : socket.Send(bytes);

    /// <summary>Sends what is taken at once; -1 if that is nothing.</summary>
    internal static int TrySend(Socket socket, ReadOnlySpan<byte> bytes)
    {
        if (IsUnix)
        {
            return Send(socket, bytes, NoSignal | DoNotWait);
        }

        return socket.Poll(0, SelectMode.SelectWrite) ? socket.Send(bytes[..Math.Min(bytes.Length, Writable)]) : -1;
    }

    private static int TryReceive(Socket socket, Span<byte> buffer, int flags)
    {
        nint count = Receive(socket.SafeHandle, buffer, buffer.Length, flags);
        if (count >= 0)
        {
            return (int)count;
        }

        int error = Marshal.GetLastPInvokeError();
        return error == WouldBlock || error == InterruptedCall ? -1 : throw Failure(error);
    }

    private static int Send(Socket socket, ReadOnlySpan<byte> bytes, int flags)
    {
        while (true)
        {
            nint count = Send(socket.SafeHandle, bytes, bytes.Length, flags);
            if (count >= 0)
            {
                return (int)count;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == WouldBlock)
            {
                return -1;
            }

            if (error != InterruptedCall)
            {
                throw Failure(error);
            }
        }
    }

    private static IOException Failure(int error) => new(Marshal.GetPInvokeErrorMessage(error));

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(SafeSocketHandle socket, Span<byte> buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(SafeSocketHandle socket, ReadOnlySpan<byte> buffer, nint length, int flags);
}
