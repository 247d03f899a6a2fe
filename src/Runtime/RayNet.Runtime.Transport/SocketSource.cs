using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>The bytes that come by a socket.</summary>
internal readonly struct SocketSource(Socket socket) : IByteSource
{
    public int TryReceive(Span<byte> buffer) => SocketCalls.TryReceive(socket, buffer);

    public int Receive(Span<byte> buffer) => SocketCalls.Receive(socket, buffer);
}
