using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>
/// The same-machine lane: a Unix domain socket that a thread of its own blocks on. That costs a third of the latency of asynchronous
/// receives, which pass the socket engine's thread and the pool.
/// </summary>
internal sealed class SocketLink : Link
{
    private readonly Socket _socket;
    private readonly FrameParser _parser;
    private ILinkReceiver? _receiver;

    internal SocketLink(Socket socket, FrameParser parser, LinkHello peer, LinkOptions options)
        : base(peer, options)
    {
        _socket = socket;
        _parser = parser;
        parser.MaxFrameBytes = options.MaxFrameBytes;
    }

    internal override bool SharesMemory => true;

    internal override void Start(ILinkReceiver receiver)
    {
        _receiver = receiver;
        LinkMonitor.Add(this);
        ResumeReading();
    }

    private protected override void ResumeReading() => LinkThreads.Run(Read);

    private protected override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> rest = bytes.Span;
        while (!rest.IsEmpty)
        {
            rest = rest[_socket.Send(rest)..];
        }

        return ValueTask.CompletedTask;
    }

    private protected override void Disconnect()
    {
        try
        {
            // Wakes the thread that blocks in receive, which closing alone does not everywhere.
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side was first.
        }

        _socket.Dispose();
    }

    private void Read()
    {
        try
        {
            bool more = _parser.HasRest;
            while (true)
            {
                if (!more)
                {
                    int count = _socket.Receive(_parser.Free.Span);
                    if (count == 0)
                    {
                        throw new LinkException(LinkError.Broken, $"The link to {Describe()} ended without a goodbye: the process is gone.");
                    }

                    _parser.Advance(count);
                }

                more = false;
                _parser.Parse(OnFrame);
                if (!_receiver!.OnBatchEnd(this))
                {
                    return;
                }
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        _receiver!.OnClosed(this, Reason!);
    }

    private void OnFrame(in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone)
    {
        if (header.Kind == FrameKind.Goodbye)
        {
            throw ReadGoodbye(header, payload.Span);
        }

        _receiver!.OnFrame(this, header, payload, isLone);
    }
}
