using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RayNet.Runtime.Transport;

/// <summary>TLS between a link and a socket that blocks. Whoever sends gets the secured bytes to send, so that no sender waits inside of TLS.</summary>
internal sealed class TlsFilter : IDisposable
{
    private readonly Socket _socket;
    private readonly Carrier _carrier;
    private readonly SslStream _tls;

    internal TlsFilter(Socket socket)
    {
        _socket = socket;
        _carrier = new Carrier(socket);
        _tls = new SslStream(_carrier, leaveInnerStreamOpen: false);
    }

    /// <summary>Whether few frames came last time: then the next ones are worth looking for.</summary>
    internal bool IsQuiet
    {
        set => _carrier.IsQuiet = value;
    }

    /// <summary>Greets as the side that was connected to. Blocks.</summary>
    /// <param name="options">What is shown.</param>
    /// <param name="patience">How long the other side may be silent.</param>
    /// <exception cref="IOException">The connection ended.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The other side is none that can be believed, or does not believe.</exception>
    internal void AuthenticateAsServer(SslServerAuthenticationOptions options, TimeSpan patience)
    {
        _socket.ReceiveTimeout = (int)patience.TotalMilliseconds;
        _tls.AuthenticateAsServer(options);
        Begin();
    }

    /// <summary>Greets as the side that connects. Blocks.</summary>
    /// <param name="options">What is believed.</param>
    /// <param name="patience">How long the other side may be silent.</param>
    /// <exception cref="IOException">The connection ended.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The other side is none that can be believed, or does not believe.</exception>
    internal void AuthenticateAsClient(SslClientAuthenticationOptions options, TimeSpan patience)
    {
        _socket.ReceiveTimeout = (int)patience.TotalMilliseconds;
        _tls.AuthenticateAsClient(options);
        Begin();
    }

    /// <summary>Waits for bytes; 0 at the end. By one thread at a time.</summary>
    internal int Receive(Memory<byte> buffer) =>
        MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> array) ? _tls.Read(array.Array!, array.Offset, array.Count) : _tls.Read(buffer.Span);

    /// <summary>What is to be sent for some bytes; it is valid until the next call. By one thread at a time.</summary>
    internal ReadOnlyMemory<byte> Protect(ReadOnlyMemory<byte> bytes)
    {
        _carrier.Clear();
        _tls.Write(bytes.Span);
        return _carrier.Gathered;
    }

    public void Dispose() => _tls.Dispose();

    private void Begin()
    {
        _socket.ReceiveTimeout = 0;
        _carrier.Gathers = true;
    }

    /// <summary>The socket as TLS sees it: reads wait, writes gather once the greeting is over.</summary>
    private sealed class Carrier(Socket socket) : Stream
    {
        /// <summary>A buffer that one large frame needed is not kept.</summary>
        private const int LargestKept = 1024 * 1024;

        private ArrayBufferWriter<byte> _gathered = new();
        private SpinningReceive _spin;

        internal bool Gathers { get; set; }

        internal bool IsQuiet { get; set; }

        internal ReadOnlyMemory<byte> Gathered => _gathered.WrittenMemory;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        internal void Clear()
        {
            if (_gathered.Capacity > LargestKept)
            {
                _gathered = new ArrayBufferWriter<byte>();
            }

            _gathered.ResetWrittenCount();
        }

        public override int Read(Span<byte> buffer) => _spin.Receive(new SocketSource(socket), buffer, IsQuiet);

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Gathers)
            {
                _gathered.Write(buffer);
                return;
            }

            while (!buffer.IsEmpty)
            {
                buffer = buffer[SocketCalls.Send(socket, buffer)..];
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
            // Nothing is held back by the socket.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
