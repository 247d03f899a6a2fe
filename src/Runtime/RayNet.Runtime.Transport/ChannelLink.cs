namespace RayNet.Runtime.Transport;

/// <summary>A link over any channel of bytes: a gRPC stream, or memory.</summary>
internal sealed class ChannelLink : Link
{
    private readonly IByteChannel _channel;

    internal ChannelLink(IByteChannel channel, FrameParser parser, LinkHello peer, LinkOptions options)
        : base(peer, parser, options) => _channel = channel;

    internal override bool SharesMemory => _channel.SharesMemory;

    /// <summary>Greets over a channel as the side that connects. The channel is the link's, or gone.</summary>
    /// <exception cref="LinkException">The other side refuses, or is none of RayNet's.</exception>
    internal static async Task<Link> DialAsync(IByteChannel channel, LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            (LinkHello peer, FrameParser parser) = await LinkHandshake.DialAsync(channel, own, options, time, cancellationToken).ConfigureAwait(false);
            return new ChannelLink(channel, parser, peer, options);
        }
        catch
        {
            channel.Abort();
            await channel.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Answers over a channel as the side that was connected to. The channel is the link's, or gone.</summary>
    /// <exception cref="LinkException">The other side was refused, and told so.</exception>
    internal static async Task<Link> AcceptAsync(IByteChannel channel, Func<LinkHello, LinkHello> decide, LinkOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            (LinkHello peer, FrameParser parser) = await LinkHandshake.AcceptAsync(channel, decide, options, time, cancellationToken).ConfigureAwait(false);
            return new ChannelLink(channel, parser, peer, options);
        }
        catch (LinkException)
        {
            // In good order, so that the refusal arrives.
            await channel.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        catch
        {
            channel.Abort();
            await channel.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private protected override void ResumeReading() => ThreadPool.UnsafeQueueUserWorkItem(static link => _ = link.ReadAsync(), this, preferLocal: false);

    private protected override ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _channel.SendAsync(bytes, CancellationToken.None);

    private protected override ValueTask DisconnectAsync(bool abort)
    {
        if (abort)
        {
            _channel.Abort();
        }

        return _channel.DisposeAsync();
    }

    private async Task ReadAsync()
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
                int count;
                try
                {
                    count = await _channel.ReceiveAsync(Parser.Free, CancellationToken.None).ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    throw Broke(exception);
                }

                Parser.Advance(count > 0 ? count : throw Broke(null));
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
}
