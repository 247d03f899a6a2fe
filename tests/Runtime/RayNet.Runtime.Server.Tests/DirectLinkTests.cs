using System.Net.Sockets;
using System.Threading.Channels;
using RayNet.Runtime.Cluster;
using RayNet.Runtime.Cluster.Direct;
using RayNet.Runtime.Control;
using RayNet.Runtime.Server.Tests.Harness;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Tests;

/// <summary>Links that a node's port hands to the node's processes.</summary>
public sealed class DirectLinkTests : IAsyncDisposable
{
    private const ulong Target = 7;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly TempFolder _folder = new();
    private readonly Channel<Link> _accepted = Channel.CreateUnbounded<Link>();
    private readonly HandoverListener _listener;

    public DirectLinkTests() =>
        _listener = DirectListener.TryStart(Identity(Target, _folder.File("t.sock")), link => _accepted.Writer.TryWrite(link), TimeProvider.System)!;

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Frames_go_both_ways_and_calls_are_served_beside(bool isTls)
    {
        DirectLinks links = Links(isTls);
        await using TestServer server = await StartAsync(links, isTls);
        LinkTicket ticket = links.Issue(Target)!;

        Link client = await DialAsync(server, ticket);
        Link process = await AcceptedAsync();

        Assert.Equal((Target, 5ul), (client.Peer.Process, process.Peer.Process));
        Assert.Equal((false, false), (client.SharesMemory, process.SharesMemory));
        Assert.Equal(isTls, ticket.CertificateHash.Length > 0);
        var atClient = new Receiver();
        var atProcess = new Receiver();
        client.Start(atClient);
        process.Start(atProcess);
        client.Post(FrameKind.Notice, slot: 77, payload: new byte[100_000]);
        process.Post(FrameKind.Notice, slot: 78);
        Assert.Equal((77u, 100_000), await atProcess.NextAsync());
        Assert.Equal((78u, 0), await atClient.NextAsync());
        await server.AssertServesAsync();
        await client.DisposeAsync();
        await atProcess.Closed.Task.WaitAsync(Limit);
        await process.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_ticket_opens_one_connection(bool isTls)
    {
        DirectLinks links = Links(isTls);
        await using TestServer server = await StartAsync(links, isTls);
        LinkTicket ticket = links.Issue(Target)!;
        await using Link first = await DialAsync(server, ticket);
        await using Link process = await AcceptedAsync();

        await Assert.ThrowsAsync<LinkException>(() => DialAsync(server, ticket));

        await server.AssertServesAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_saw_the_ticket_and_not_the_secret_gets_no_link(bool isTls)
    {
        DirectLinks links = Links(isTls);
        await using TestServer server = await StartAsync(links, isTls);
        LinkTicket ticket = links.Issue(Target)!;

        await Assert.ThrowsAsync<LinkException>(() => DialAsync(server, ticket with { Secret = new string('0', ticket.Secret.Length) }));

        Assert.False(_accepted.Reader.TryRead(out _));
        await using Link next = await DialAsync(server, links.Issue(Target)!);
        await using Link process = await AcceptedAsync();
    }

    [Fact]
    public async Task Whoever_answers_with_another_certificate_is_not_believed()
    {
        DirectLinks links = Links(isTls: true);
        await using TestServer server = await StartAsync(links, isTls: true);
        LinkTicket ticket = links.Issue(Target)!;

        LinkException refused = await Assert.ThrowsAsync<LinkException>(() => DialAsync(server, ticket with { CertificateHash = new string('0', 64) }));

        Assert.Equal(LinkError.Broken, refused.Error);
        Assert.False(_accepted.Reader.TryRead(out _));
    }

    [Fact]
    public async Task The_wrong_token_is_refused_by_name()
    {
        DirectLinks links = Links(isTls: false);
        await using TestServer server = await StartAsync(links, isTls: false);

        LinkException refused = await Assert.ThrowsAsync<LinkException>(() =>
            DirectDial.DialAsync(server.Address.HostAndPort, links.Issue(Target)!, Identity(5, string.Empty) with { Token = "wrong" }, TimeProvider.System, CancellationToken.None));

        Assert.Equal(LinkError.Unauthorized, refused.Error);
    }

    [Fact]
    public async Task A_process_that_is_gone_ends_the_connection()
    {
        DirectLinks links = Links(isTls: false);
        await using TestServer server = await StartAsync(links, isTls: false);
        LinkTicket ticket = links.Issue(Target)!;
        await _listener.DisposeAsync();

        LinkException refused = await Assert.ThrowsAsync<LinkException>(() => DialAsync(server, ticket));

        Assert.Equal(LinkError.Broken, refused.Error);
        Assert.Null(links.Issue(Target));
        await server.AssertServesAsync();
    }

    [Fact]
    public void There_is_no_ticket_for_a_process_that_is_not_here() => Assert.Null(Links(isTls: false).Issue(8));

    private static ClusterIdentity Identity(ulong process, string lane) => new(ProcessKind.Worker, process, default, default, string.Empty, "token", lane);

    private DirectLinks Links(bool isTls) => new(process => process == Target ? _folder.File("t.sock") : null, "token", isTls, TimeProvider.System);

    private Task<TestServer> StartAsync(DirectLinks links, bool isTls)
    {
        var acceptor = new Acceptor(links);
        return isTls ? TestServer.StartSecureAsync(_folder, links: acceptor) : TestServer.StartAsync(links: acceptor);
    }

    private static Task<Link> DialAsync(TestServer server, LinkTicket ticket) =>
        DirectDial.DialAsync(server.Address.HostAndPort, ticket, Identity(5, string.Empty), TimeProvider.System, CancellationToken.None).WaitAsync(Limit);

    private Task<Link> AcceptedAsync() => _accepted.Reader.ReadAsync().AsTask().WaitAsync(Limit);

    private sealed class Acceptor(DirectLinks links) : ILinkAcceptor
    {
        public Task AcceptAsync(IByteChannel channel, LinkRequest request, CancellationToken cancellationToken) => throw new LinkException(LinkError.Refused, "Only direct links here.");

        public void HandOver(Socket socket, string ticket) => links.HandOver(socket, ticket);
    }

    private sealed class Receiver : ILinkReceiver
    {
        private readonly Channel<(uint Slot, int Length)> _frames = Channel.CreateUnbounded<(uint, int)>();

        internal TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<(uint Slot, int Length)> NextAsync() => _frames.Reader.ReadAsync().AsTask().WaitAsync(Limit);

        public void OnFrame(Link link, in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone) => _frames.Writer.TryWrite((header.Slot, payload.Length));

        public bool OnBatchEnd(Link link) => true;

        public void OnTakeOver(Link link)
        {
            // Nothing runs in place.
        }

        public void OnClosed(Link link, LinkException reason) => Closed.TrySetResult();
    }
}
