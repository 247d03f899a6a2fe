using System.Threading.Channels;

namespace RayNet.Runtime.Transport.Tests.Lanes;

/// <summary>A way by which links come about: a server that takes them, and how to reach it.</summary>
internal abstract class Lane : IAsyncDisposable
{
    private readonly Channel<Link> _accepted = Channel.CreateUnbounded<Link>();
    private readonly Channel<Exception> _failed = Channel.CreateUnbounded<Exception>();

    internal LinkOptions Options { get; set; } = LinkOptions.Default;

    /// <summary>The clock of the server's limits.</summary>
    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>What the server says to a greeting.</summary>
    internal Func<LinkHello, LinkHello> Decide { get; set; } = _ => Hello.Server;

    /// <summary>Whether the server leaves greetings unanswered.</summary>
    internal bool IsSilent { get; set; }

    internal abstract Task StartAsync();

    /// <summary>Connects to the server without a greeting.</summary>
    internal abstract Task<IByteChannel> OpenAsync();

    internal virtual async Task<Link> DialAsync(LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        await ChannelLink.DialAsync(await OpenAsync(), own, options, time, cancellationToken);

    public abstract ValueTask DisposeAsync();

    /// <summary>The next link that the server has taken.</summary>
    internal Task<Link> AcceptedAsync() => Limit.Of(_accepted.Reader.ReadAsync().AsTask(), "A link was taken");

    /// <summary>The next greeting that failed at the server.</summary>
    internal Task<Exception> FailedAsync() => Limit.Of(_failed.Reader.ReadAsync().AsTask(), "A greeting failed");

    /// <summary>Makes a link; neither side has started.</summary>
    internal async Task<(Link Client, Link Server)> ConnectAsync(LinkOptions? options = null)
    {
        Link client = await Limit.Of(DialAsync(Hello.Client, options ?? Options, TimeProvider.System, CancellationToken.None), "The server answered");
        return (client, await AcceptedAsync());
    }

    /// <summary>Makes a link of which the client's side is bare bytes.</summary>
    internal async Task<(IByteChannel Client, Link Server)> ConnectRawAsync()
    {
        IByteChannel client = await OpenAsync();
        await Limit.Of(LinkHandshake.DialAsync(client, Hello.Client, Options, TimeProvider.System, CancellationToken.None), "The server answered");
        return (client, await AcceptedAsync());
    }

    /// <summary>Shows that the server still works.</summary>
    internal async Task ServesAsync()
    {
        (Link client, Link server) = await ConnectAsync();
        var received = new Collector();
        server.Start(received);
        client.Start(new Collector());
        client.Post(FrameKind.Notice, slot: 77);
        Frame frame = Assert.Single(await received.Arrived(1));
        Assert.Equal(77u, frame.Slot);
        await client.DisposeAsync();
        await received.Closed();
    }

    private protected void Accept(Link link) => _accepted.Writer.TryWrite(link);

    private protected void Fail(Exception exception) => _failed.Writer.TryWrite(exception);

    private protected async Task GreetAsync(IByteChannel channel, CancellationToken cancellationToken)
    {
        if (IsSilent)
        {
            return;
        }

        try
        {
            Accept(await ChannelLink.AcceptAsync(channel, Decide, Options, Time, cancellationToken));
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }
}
