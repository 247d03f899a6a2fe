using System.Net;
using System.Net.Sockets;
using System.Text;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Transfer;
using RayNet.Runtime.Server.Tests.Harness;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Tests;

/// <summary>Connections for objects, at the port that serves calls.</summary>
public sealed class LaneTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bytes_go_both_ways_and_calls_are_served_beside(bool isTls)
    {
        var acceptor = new LaneAcceptor();
        await using TestServer server = isTls ? await TestServer.StartSecureAsync(_folder, links: acceptor) : await TestServer.StartAsync(links: acceptor);
        ClusterChannel channel = await server.ConnectAsync();
        string ticket = new('a', Preface.TicketLength);

        await using IByteChannel lane = await channel.DialLaneAsync(ticket, CancellationToken.None).WaitAsync(Limit);
        byte[] sent = new byte[3 << 20];
        new Random(1).NextBytes(sent);
        Task sending = Task.Run(async () => await lane.SendAsync(sent, CancellationToken.None));
        byte[] received = new byte[sent.Length];
        Assert.True(await lane.FillAsync(received, CancellationToken.None).AsTask().WaitAsync(Limit));
        await sending.WaitAsync(Limit);

        Assert.Equal(sent, received);
        LinkRequest request = await acceptor.Accepted.Task.WaitAsync(Limit);
        Assert.Equal((LaneProtocol.Purpose, ticket), (request.Purpose, request.Ticket));
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task Whoever_has_no_ticket_is_cut_off()
    {
        await using TestServer server = await TestServer.StartAsync(links: new LaneAcceptor { Refuses = true });
        ClusterChannel channel = await server.ConnectAsync();

        await using IByteChannel lane = await channel.DialLaneAsync(new string('b', Preface.TicketLength), CancellationToken.None).WaitAsync(Limit);

        Assert.False(await lane.FillAsync(new byte[1], CancellationToken.None).AsTask().WaitAsync(Limit));
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task A_preface_that_comes_in_pieces_is_one()
    {
        var acceptor = new LaneAcceptor();
        await using TestServer server = await TestServer.StartAsync(links: acceptor);
        string ticket = new('c', Preface.TicketLength);
        byte[] preface = Preface.Create(Preface.Objects, ticket);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);

        await socket.SendAsync(preface.AsMemory(0, 3));
        await server.AssertServesAsync();
        Assert.False(acceptor.Accepted.Task.IsCompleted);
        await socket.SendAsync(preface.AsMemory(3));

        Assert.Equal(ticket, (await acceptor.Accepted.Task.WaitAsync(Limit)).Ticket);
    }

    [Theory]
    [InlineData("RNXXX/1\n")]
    [InlineData("RNTLS/1\n")]
    [InlineData("RNLNK/1\n")]
    [InlineData("RNSEA/1\n")]
    public async Task A_preface_that_leads_nowhere_ends_its_connection(string purpose)
    {
        await using TestServer server = await TestServer.StartAsync(links: new LaneAcceptor());
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);

        await socket.SendAsync(Preface.Create(Encoding.ASCII.GetBytes(purpose), new string('d', Preface.TicketLength)));

        Assert.Equal(0, await socket.ReceiveAsync(new byte[1]).WaitAsync(Limit));
        await server.AssertServesAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("RNOBJ")]
    public async Task Who_says_too_little_is_cut_off_in_time(string said)
    {
        await using TestServer server = await TestServer.StartAsync(links: new LaneAcceptor(), configure: static options => options with { HandshakeTimeout = TimeSpan.FromMilliseconds(300) });
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);

        await socket.SendAsync(Encoding.ASCII.GetBytes(said));

        Assert.Equal(0, await socket.ReceiveAsync(new byte[1]).WaitAsync(Limit));
    }

    private sealed class LaneAcceptor : ILinkAcceptor
    {
        internal TaskCompletionSource<LinkRequest> Accepted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal bool Refuses { get; init; }

        public async Task AcceptAsync(IByteChannel channel, LinkRequest request, CancellationToken cancellationToken)
        {
            if (Refuses)
            {
                throw new LinkException(LinkError.Unauthorized, "No.");
            }

            Accepted.TrySetResult(request);
            byte[] buffer = new byte[64 << 10];
            while (await channel.ReceiveAsync(buffer, cancellationToken) is > 0 and int count)
            {
                await channel.SendAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
    }
}
