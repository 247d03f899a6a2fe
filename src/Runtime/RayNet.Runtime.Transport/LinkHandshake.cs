using System.Text;

namespace RayNet.Runtime.Transport;

/// <summary>The greeting: both sides learn who the other is, or one refuses and says why.</summary>
internal static class LinkHandshake
{
    /// <summary>Greets as the side that connects.</summary>
    /// <exception cref="LinkException">The other side refuses, or is none of RayNet's.</exception>
    internal static async Task<(LinkHello Peer, FrameParser Parser)> DialAsync(IByteChannel channel, LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = Limit(options, time, cancellationToken);
        try
        {
            await SendAsync(channel, FrameKind.Hello, 0, own, limit.Token).ConfigureAwait(false);
            var parser = new FrameParser(options.MaxHelloBytes);
            (FrameHeader header, byte[] payload) = await ReceiveAsync(channel, parser, limit.Token).ConfigureAwait(false);
            LinkHello peer = header.Kind switch
            {
                FrameKind.Welcome => LinkHello.Read(payload),
                FrameKind.Refuse => throw new LinkException(Enum.IsDefined((LinkError)header.Flags) ? (LinkError)header.Flags : LinkError.Refused, Encoding.UTF8.GetString(payload)),
                _ => throw new LinkException(LinkError.Protocol, $"The other side answered the greeting by a frame of kind {(byte)header.Kind}."),
            };
            CheckVersion(own, peer);
            return (peer, parser);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LinkException(LinkError.TimedOut, $"The other side did not answer the greeting within {options.HandshakeTimeout.TotalSeconds:0.#} s.");
        }
    }

    /// <summary>Answers as the side that was connected to. <paramref name="decide"/> gives the own greeting, or throws why not.</summary>
    /// <exception cref="LinkException">The other side was refused, and told so.</exception>
    internal static async Task<(LinkHello Peer, FrameParser Parser)> AcceptAsync(IByteChannel channel, Func<LinkHello, LinkHello> decide, LinkOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = Limit(options, time, cancellationToken);
        try
        {
            var parser = new FrameParser(options.MaxHelloBytes);
            (FrameHeader header, byte[] payload) = await ReceiveAsync(channel, parser, limit.Token).ConfigureAwait(false);
            if (header.Kind != FrameKind.Hello)
            {
                throw new LinkException(LinkError.Protocol, $"The link began with a frame of kind {(byte)header.Kind} and not with a greeting.");
            }

            LinkHello peer = LinkHello.Read(payload);
            LinkHello own = decide(peer);
            CheckVersion(own, peer);
            await SendAsync(channel, FrameKind.Welcome, 0, own, limit.Token).ConfigureAwait(false);
            return (peer, parser);
        }
        catch (LinkException refusal)
        {
            await RefuseAsync(channel, refusal, limit.Token).ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LinkException(LinkError.TimedOut, $"No greeting came within {options.HandshakeTimeout.TotalSeconds:0.#} s.");
        }
    }

    private static void CheckVersion(LinkHello own, LinkHello peer)
    {
        if (peer.Protocol < own.OldestProtocol || own.Protocol < peer.OldestProtocol)
        {
            throw new LinkException(
                LinkError.Version,
                $"RayNet {own.Version} speaks protocol {own.OldestProtocol} to {own.Protocol} and RayNet {peer.Version} speaks {peer.OldestProtocol} to {peer.Protocol}. Use the same RayNet version on both sides.");
        }
    }

    private static CancellationTokenSource Limit(LinkOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ITimer timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), limit, options.HandshakeTimeout, Timeout.InfiniteTimeSpan);
        limit.Token.UnsafeRegister(static state => ((ITimer)state!).Dispose(), timer);
        return limit;
    }

    private static async Task SendAsync(IByteChannel channel, FrameKind kind, byte flags, LinkHello hello, CancellationToken cancellationToken)
    {
        var payload = new System.Buffers.ArrayBufferWriter<byte>(256);
        hello.Write(payload);
        await SendAsync(channel, kind, flags, payload.WrittenMemory, cancellationToken).ConfigureAwait(false);
    }

    private static ValueTask SendAsync(IByteChannel channel, FrameKind kind, byte flags, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        byte[] frame = new byte[FrameHeader.Size + payload.Length];
        new FrameHeader(payload.Length, kind, flags, 0, 0).Write(frame);
        payload.CopyTo(frame.AsMemory(FrameHeader.Size));
        return channel.SendAsync(frame, cancellationToken);
    }

    private static async Task RefuseAsync(IByteChannel channel, LinkException refusal, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(channel, FrameKind.Refuse, (byte)refusal.Error, Encoding.UTF8.GetBytes(refusal.Message), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            // Whoever does not listen to the reason does not get one; the caller throws the refusal itself.
        }
    }

    private static async Task<(FrameHeader Header, byte[] Payload)> ReceiveAsync(IByteChannel channel, FrameParser parser, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(parser, out FrameHeader header, out byte[]? payload))
            {
                return (header, payload!);
            }

            int count = await channel.ReceiveAsync(parser.Free, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                throw new LinkException(LinkError.Broken, "The connection ended during the greeting.");
            }

            parser.Advance(count);
        }
    }

    private static bool TryTake(FrameParser parser, out FrameHeader header, out byte[]? payload)
    {
        payload = null;
        if (!parser.TryTake(out header, out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        payload = bytes.ToArray();
        return true;
    }
}
