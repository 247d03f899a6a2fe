using System.Text;

namespace RayNet.Runtime.Transport;

/// <summary>The greeting: both sides learn who the other is, or one refuses and says why.</summary>
internal static class LinkHandshake
{
    /// <summary>Greets as the side that connects.</summary>
    /// <exception cref="LinkException">The other side refuses, or is none of RayNet's.</exception>
    internal static async Task<(LinkHello Peer, FrameParser Parser)> DialAsync(IByteChannel channel, LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.HandshakeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await GreetAsync(channel, own, either.Token).ConfigureAwait(false);
            var parser = new FrameParser(options.MaxHelloBytes);
            (FrameHeader header, byte[] payload) = await ReceiveAsync(channel, parser, either.Token).ConfigureAwait(false);
            LinkHello peer = header.Kind switch
            {
                FrameKind.Welcome => LinkHello.Read(payload),
                FrameKind.Refuse => throw new LinkException(Enum.IsDefined((LinkError)header.Flags) ? (LinkError)header.Flags : LinkError.Refused, Encoding.UTF8.GetString(payload)),
                _ => throw new LinkException(LinkError.Protocol, $"The other side answered the greeting by a frame of kind {(byte)header.Kind}."),
            };
            CheckVersion(own, peer);
            return (peer, parser);
        }
        catch (Exception exception) when (Explain(exception, limit.Token, cancellationToken) is { } reason)
        {
            throw reason.Error != LinkError.TimedOut ? reason : new LinkException(
                LinkError.TimedOut,
                $"The other side did not answer the greeting within {options.HandshakeTimeout.TotalSeconds:0.#} s.",
                exception);
        }
    }

    /// <summary>Answers as the side that was connected to. <paramref name="decide"/> gives the own greeting, or throws why not.</summary>
    /// <exception cref="LinkException">The other side was refused, and told so.</exception>
    internal static async Task<(LinkHello Peer, FrameParser Parser)> AcceptAsync(IByteChannel channel, Func<LinkHello, LinkHello> decide, LinkOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.HandshakeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var parser = new FrameParser(options.MaxHelloBytes);
            (FrameHeader header, byte[] payload) = await ReceiveAsync(channel, parser, either.Token).ConfigureAwait(false);
            if (header.Kind != FrameKind.Hello)
            {
                throw new LinkException(LinkError.Protocol, $"The link began with a frame of kind {(byte)header.Kind} and not with a greeting.");
            }

            LinkHello peer = LinkHello.Read(payload);
            LinkHello own = Decide(decide, peer, options);
            CheckVersion(own, peer);
            await SendAsync(channel, FrameKind.Welcome, 0, own, either.Token).ConfigureAwait(false);
            return (peer, parser);
        }
        catch (Exception exception) when (Explain(exception, limit.Token, cancellationToken) is { } reason)
        {
            LinkException refusal = reason.Error != LinkError.TimedOut ? reason : new LinkException(
                LinkError.TimedOut,
                $"No greeting came within {options.HandshakeTimeout.TotalSeconds:0.#} s.",
                exception);
            await RefuseAsync(channel, refusal, cancellationToken).ConfigureAwait(false);
            throw refusal;
        }
    }

    private static async Task GreetAsync(IByteChannel channel, LinkHello own, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(channel, FrameKind.Hello, 0, own, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Refused before the greeting was heard: the answer says why.
        }
    }

    private static LinkHello Decide(Func<LinkHello, LinkHello> decide, LinkHello peer, LinkOptions options)
    {
        try
        {
            return decide(peer);
        }
        catch (Exception exception) when (exception is not LinkException)
        {
            // What went wrong here is not for a process that nobody knows.
            LinkLog.DecideFailed(options.Logger, exception);
            throw new LinkException(LinkError.Refused, "The process could not decide about the link. Its log says why.", exception);
        }
    }

    /// <summary>Why the greeting failed; null where that is the caller's own doing.</summary>
    private static LinkException? Explain(Exception exception, CancellationToken limit, CancellationToken cancellationToken) => exception switch
    {
        _ when cancellationToken.IsCancellationRequested => null,
        LinkException reason => reason,
        OperationCanceledException when limit.IsCancellationRequested => new LinkException(LinkError.TimedOut, exception.Message, exception),
        IOException => new LinkException(LinkError.Broken, $"The connection broke during the greeting: {exception.Message}", exception),
        _ => null,
    };

    private static void CheckVersion(LinkHello own, LinkHello peer)
    {
        if (peer.Protocol < own.OldestProtocol || own.Protocol < peer.OldestProtocol)
        {
            throw new LinkException(
                LinkError.Version,
                $"RayNet {own.Version} speaks protocol {own.OldestProtocol} to {own.Protocol} and RayNet {peer.Version} speaks {peer.OldestProtocol} to {peer.Protocol}. Use the same RayNet version on both sides.");
        }
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
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
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
