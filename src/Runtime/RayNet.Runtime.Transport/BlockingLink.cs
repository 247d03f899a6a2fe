using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>
/// A connection that a thread of its own blocks on: the same-machine lane, or a socket of two processes on different nodes. That costs a third of
/// the latency of asynchronous receives, which pass the socket engine's thread and the pool.
/// </summary>
internal sealed class BlockingLink : Link
{
    /// <summary>After more frames at once than this, the cores have other work than to look for the next ones.</summary>
    private const int FewFrames = 32;

    [ThreadStatic]
    private static BlockingLink? t_sendsFor;

    private readonly Wire _wire;
    private readonly Action _read;
    private readonly Action _sendRest;
    private TaskCompletionSource? _sent;
    private ReadOnlyMemory<byte> _rest;

    internal BlockingLink(Wire wire, FrameParser parser, LinkHello peer, LinkOptions options)
        : base(peer, parser, options)
    {
        _wire = wire;
        _read = Read;
        _sendRest = SendRest;
    }

    internal override bool SharesMemory => _wire.SharesMemory;

    private protected override bool OnSendingThread => ReferenceEquals(t_sendsFor, this);

    private protected override void ResumeReading() => LinkThreads.Run(_read);

    private protected override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        bytes = _wire.Protect(bytes);
        ReadOnlySpan<byte> rest = bytes.Span;
        while (true)
        {
            int count = OnSendingThread ? _wire.Send(rest) : _wire.TrySend(rest);
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

    private protected override void HangUp() => _wire.HangUp();

    private protected override ValueTask DisconnectAsync(bool abort)
    {
        _wire.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends what the wire did not take at once. The batches that gather meanwhile are sent by this thread too: it goes on where the await is.</summary>
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
                bytes = bytes[_wire.Send(bytes.Span)..];
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
            count = _wire.Receive(Parser.Free, LastFrames <= FewFrames);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            throw Broke(exception);
        }

        return count > 0 ? count : throw Broke(null);
    }
}
