using System.Buffers.Binary;
using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>What links need of TCP: no delay, and an end when the other machine has vanished.</summary>
internal static class TcpSettings
{
    private const int TcpLevel = 6;
    private const int UserTimeout = 18;
    private const int DeferAccept = 9;

    /// <summary>Seconds of silence after which TCP asks the other machine, seconds between the questions, and how many of them.</summary>
    private const int KeepAliveTime = 5;
    private const int KeepAliveInterval = 2;
    private const int KeepAliveCount = 5;

    /// <summary>Milliseconds after which what was sent must have been confirmed.</summary>
    private const int LongestUnconfirmed = 15_000;

    internal static void ApplyTo(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveTime);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveInterval);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveCount);
        if (OperatingSystem.IsLinux())
        {
            Set(socket, UserTimeout, LongestUnconfirmed);
        }
    }

    /// <summary>Connections are accepted when their first bytes have come, on Linux: all protocols of a cluster's port begin with the side that connects.</summary>
    internal static void AcceptWithBytes(Socket listener, TimeSpan patience)
    {
        if (OperatingSystem.IsLinux())
        {
            Set(listener, DeferAccept, (int)Math.Ceiling(patience.TotalSeconds));
        }
    }

    private static void Set(Socket socket, int option, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        socket.SetRawSocketOption(TcpLevel, option, bytes);
    }
}
