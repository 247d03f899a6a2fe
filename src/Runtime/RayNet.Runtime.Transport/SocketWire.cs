using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>A socket, with TLS or without. No asynchronous receive or send may ever be started on it: from then on the engine's thread wakes for everything that arrives.</summary>
internal sealed class SocketWire(Socket socket, TlsFilter? tls = null) : Wire
{
    private SpinningReceive _spin;

    internal override bool SharesMemory { get; } = socket.AddressFamily == AddressFamily.Unix;

    internal override int Receive(Memory<byte> buffer, bool few)
    {
        if (tls is null)
        {
            return _spin.Receive(new SocketSource(socket), buffer.Span, few);
        }

        tls.IsQuiet = few;
        return tls.Receive(buffer);
    }

    internal override ReadOnlyMemory<byte> Protect(ReadOnlyMemory<byte> bytes) => tls?.Protect(bytes) ?? bytes;

    internal override int TrySend(ReadOnlySpan<byte> bytes) => SocketCalls.TrySend(socket, bytes);

    internal override int Send(ReadOnlySpan<byte> bytes) => SocketCalls.Send(socket, bytes);

    internal override void HangUp() => SocketCalls.HangUp(socket);

    public override void Dispose()
    {
        // Closing alone does not wake everywhere who blocks.
        HangUp();
        tls?.Dispose();
        socket.Dispose();
    }
}
