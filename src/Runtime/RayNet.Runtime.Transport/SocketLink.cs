using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>
/// A socket that a thread of its own blocks on: the same-machine lane, or a connection of two processes on different nodes. That costs a third of
/// the latency of asynchronous receives, which pass the socket engine's thread and the pool. No asynchronous receive or send may ever be started on the socket: from
/// then on the engine's thread wakes for everything that arrives.
/// </summary>
internal sealed class SocketLink : Link
{
    /// <summary>After more frames at once than this, the cores have other work than to look for the next ones.</summary>
    private const int FewFrames = 32;

    [ThreadStatic]
    private static SocketLink? t_sendsFor;

    private readonly Socket _socket;
    private readonly TlsFilter? _tls;
    private readonly Action _read;
    private readonly Action _sendRest;
    private SpinningReceive _spin;
    private TaskCompletionSource? _sent;
    private ReadOnlyMemory<byte> _rest;

    internal SocketLink(Socket socket, FrameParser parser, LinkHello peer, LinkOptions options, TlsFilter? tls = null)
        : base(peer, parser, options)
    {
        _socket = socket;
        _tls = tls;
        SharesMemory = socket.AddressFamily == AddressFamily.Unix;
        _read = Read;
        _sendRest = SendRest;
    }

    internal override bool SharesMemory { get; }

    private protected override bool OnSendingThread => ReferenceEquals(t_sendsFor, this);

    private protected override void ResumeReading() => LinkThreads.Run(_read);

    private protected override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_tls is not null)
        {
            bytes = _tls.Protect(bytes);
        }

        ReadOnlySpan<byte> rest = bytes.Span;
        while (true)
        {
            int count = OnSendingThread ? SocketCalls.Send(_socket, rest) : SocketCalls.TrySend(_socket, rest);
            if (count == rest.Length)
            {
                return ValueTask.CompletedTask;
            }

            if (count < 0)
            {
                // The other side does not read as fast. Whoever flushed may be a thread that reads, so it must not wait here: two
                // processes that wait to send to each other would wait for ever.
                var sent = new TaskCompletionSource();
                _rest = bytes[^rest.Length..];
                _sent = sent;
                LinkThreads.Run(_sendRest);
                return new ValueTask(sent.Task);
            }

            rest = rest[count..];
        }
    }

    private protected override void HangUp()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side was first.
        }
    }

    private protected override ValueTask DisconnectAsync(bool abort)
    {
        // Wakes the threads that block in receive and send, which closing alone does not everywhere. What was sent stays with the peer.
        HangUp();
        _tls?.Dispose();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends what the socket did not take at once. The batches that gather meanwhile are sent by this thread too: it goes on where the await is.</summary>
    private void SendRest()
    {
        TaskCompletionSource sent = _sent!;
        ReadOnlyMemory<byte> bytes = _rest;
        _sent = null;
        _rest = default;
        t_sendsFor = this;
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[SocketCalls.Send(_socket, bytes.Span)..];
            }
        }
        catch (Exception exception)
        {
            sent.SetException(exception);
            t_sendsFor = null;
            return;
        }

        sent.SetResult();
        t_sendsFor = null;
    }

    private void Read()
    {
        int turn = Turn;
        try
        {
            if (Parser.HasRest && !Deliver(turn))
            {
                return;
            }

            while (true)
            {
                Parser.Advance(Receive());
                if (!Deliver(turn))
                {
                    return;
                }
            }
        }
        catch (Exception exception)
        {
            StopReading(exception, turn);
        }
    }

    private int Receive()
    {
        int count;
        try
        {
            bool isQuiet = LastFrames <= FewFrames;
            if (_tls is not null)
            {
                _tls.IsQuiet = isQuiet;
                count = _tls.Receive(Parser.Free);
            }
            else
            {
                count = _spin.Receive(_socket, Parser.Free.Span, isQuiet);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            throw Broke(exception);
        }

        return count > 0 ? count : throw Broke(null);
    }
}
