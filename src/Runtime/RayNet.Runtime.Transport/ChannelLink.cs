namespace RayNet.Runtime.Transport;

/// <summary>A link over any channel of bytes: a gRPC stream, or memory.</summary>
internal sealed class ChannelLink : Link
{
    private readonly IByteChannel _channel;
    private readonly FrameParser _parser;
    private readonly CancellationTokenSource _closing = new();
    private ILinkReceiver? _receiver;

    internal ChannelLink(IByteChannel channel, FrameParser parser, LinkHello peer, LinkOptions options)
        : base(peer, options)
    {
        _channel = channel;
        _parser = parser;
        parser.MaxFrameBytes = options.MaxFrameBytes;
    }

    internal override bool SharesMemory => _channel.SharesMemory;

    internal override void Start(ILinkReceiver receiver)
    {
        _receiver = receiver;
        LinkMonitor.Add(this);
        ResumeReading();
    }

    private protected override void ResumeReading() => ThreadPool.UnsafeQueueUserWorkItem(static link => _ = link.ReadAsync(), this, preferLocal: false);

    private protected override ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _channel.SendAsync(bytes, _closing.Token);

    private protected override void Disconnect()
    {
        _closing.Cancel();
        _ = _channel.DisposeAsync().AsTask();
    }

    private async Task ReadAsync()
    {
        try
        {
            bool more = _parser.HasRest;
            while (true)
            {
                if (!more)
                {
                    int count = await _channel.ReceiveAsync(_parser.Free, _closing.Token).ConfigureAwait(false);
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
