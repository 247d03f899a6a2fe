using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Transport.Rings;

/// <summary>
/// Memory that both processes share. The socket by which they met carries nothing more: it tells that the other side is gone, and wakes who waits for it.
/// </summary>
internal sealed class RingWire(Socket socket, RingPair rings) : Wire
{
    private SpinningReceive _spin;
    private SharedCore _core;

    internal override bool SharesMemory => true;

    private Ring Input => rings.Input;

    internal override int Receive(Memory<byte> buffer, bool few)
    {
        if (!rings.TryHold())
        {
            return 0;
        }

        try
        {
            int count = _spin.Receive(new Source(this), buffer.Span, few);
            _core.LeaveIf(rings.Input.WriterCore);
            if (rings.Input.TakeSleepingWriter())
            {
                RingNative.Ring(rings.PeerWrites);
            }

            return count;
        }
        finally
        {
            rings.Release();
        }
    }

    internal override int TrySend(ReadOnlySpan<byte> bytes) => Hold(bytes, waits: false);

    internal override int Send(ReadOnlySpan<byte> bytes) => Hold(bytes, waits: true);

    internal override void HangUp() => SocketCalls.HangUp(socket);

    public override void Dispose()
    {
        HangUp();
        socket.Dispose();
        rings.Dispose();
    }

    private int Hold(ReadOnlySpan<byte> bytes, bool waits)
    {
        if (!rings.TryHold())
        {
            throw new IOException("The link has ended.");
        }

        try
        {
            int count = TryWrite(bytes);
            while (waits && count < 0)
            {
                WaitForRoom();
                count = TryWrite(bytes);
            }

            return count;
        }
        finally
        {
            rings.Release();
        }
    }

    private int TryWrite(ReadOnlySpan<byte> bytes)
    {
        rings.Output.NoteWriterCore(SharedCore.Current);
        int count = rings.Output.Write(bytes);
        if (count == 0)
        {
            // Nobody reads any more, which a socket would say by itself.
            return SocketCalls.TryPeek(socket, stackalloc byte[1]) < 0 ? -1 : throw new IOException("The other side is gone.");
        }

        if (rings.Output.TakeSleepingReader())
        {
            RingNative.Ring(rings.PeerReads);
        }

        return count;
    }

    private void WaitForRoom()
    {
        rings.Output.BeginWriterSleep();
        try
        {
            if (!rings.Output.HasRoom)
            {
                RingNative.Wait(rings.OwnRoom, socket.SafeHandle);
            }
        }
        finally
        {
            rings.Output.EndWriterSleep();
        }
    }

    /// <summary>Sleeps until there are bytes. A frame of its own, so that profiles tell threads that sleep here from those that look.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int WaitForBytes(Span<byte> buffer)
    {
        while (true)
        {
            bool isOver = false;
            rings.Input.BeginReaderSleep();
            int count = rings.Input.Read(buffer);
            if (count == 0)
            {
                isOver = !RingNative.Wait(rings.OwnBytes, socket.SafeHandle);
            }

            rings.Input.EndReaderSleep();
            if (count > 0)
            {
                return count;
            }

            count = rings.Input.Read(buffer);
            if (count > 0 || isOver)
            {
                return count;
            }
        }
    }

    /// <summary>What the other side wrote.</summary>
    private readonly struct Source(RingWire wire) : IByteSource
    {
        public int TryReceive(Span<byte> buffer) => wire.Input.Read(buffer) is > 0 and int count ? count : -1;

        public int Receive(Span<byte> buffer) => wire.WaitForBytes(buffer);
    }
}
