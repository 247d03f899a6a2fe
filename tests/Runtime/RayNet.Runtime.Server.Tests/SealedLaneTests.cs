using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Server.Tests.Harness;
using RayNet.Runtime.Transport;
using RayNet.Runtime.Transport.Sealing;

namespace RayNet.Runtime.Server.Tests;

/// <summary>Connections for objects at a port with TLS: who gets one, and what changes on the way.</summary>
public sealed class SealedLaneTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly string Ticket = new('a', Preface.TicketLength);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("RNOBJ/1\n")]
    [InlineData("RNSEA/1\n")]
    public async Task Without_tls_there_is_no_connection(string purpose)
    {
        var acceptor = new EchoingAcceptor();
        await using TestServer server = await TestServer.StartSecureAsync(_folder, links: acceptor);
        using Socket socket = await ConnectAsync(server);

        await socket.SendAsync(Preface.Create(Encoding.ASCII.GetBytes(purpose), Ticket));

        Assert.Equal(0, await socket.ReceiveAsync(new byte[1]).WaitAsync(Limit));
        Assert.False(acceptor.HasAccepted);
        await server.AssertServesAsync();
    }

    [Theory]
    [InlineData("RNOBJ/1\n")]
    [InlineData("RNLNK/1\n")]
    [InlineData("RNTLS/1\n")]
    public async Task Inside_of_tls_nothing_is_served_that_is_not_sealed(string purpose)
    {
        var acceptor = new EchoingAcceptor();
        await using TestServer server = await TestServer.StartSecureAsync(_folder, links: acceptor);
        using Socket socket = await ConnectAsync(server);
        await socket.SendAsync(Preface.CreateSecured());
        await using var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsClientAsync(Options(server)).WaitAsync(Limit);

        await tls.WriteAsync(Preface.Create(Encoding.ASCII.GetBytes(purpose), Ticket));

        Assert.Equal(0, await EndAsync(tls));
        Assert.False(acceptor.HasAccepted);
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task Bytes_that_follow_tls_and_are_not_sealed_end_the_connection()
    {
        var acceptor = new EchoingAcceptor();
        await using TestServer server = await TestServer.StartSecureAsync(_folder, links: acceptor);
        using Socket socket = await ConnectAsync(server);
        await socket.SendAsync(Preface.CreateSecured());
        await using var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsClientAsync(Options(server)).WaitAsync(Limit);
        await tls.WriteAsync(Preface.Create(Preface.Sealed, Ticket));
        await tls.WriteAsync(new byte[32]);
        await tls.ReadExactlyAsync(new byte[32]).AsTask().WaitAsync(Limit);
        byte[] block = new byte[SealedBlock.HeaderBytes + 100];
        SealedBlock.WriteLength(block, 100);

        await socket.SendAsync(block);

        Assert.IsType<SealException>(await acceptor.Failure.WaitAsync(Limit));
        Assert.Equal(0, await EndAsync(new NetworkStream(socket)));
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task A_server_of_another_authority_is_told_nothing()
    {
        var acceptor = new EchoingAcceptor();
        await using TestServer server = await TestServer.StartSecureAsync(_folder, links: acceptor);
        ClusterChannel channel = await server.ConnectAsync(new ClusterCredentials { Authority = TestServer.OtherAuthority(_folder) });

        IOException refused = await Assert.ThrowsAnyAsync<IOException>(() => channel.DialLaneAsync(Ticket, CancellationToken.None).WaitAsync(Limit));

        Assert.Contains("No connection for objects", refused.Message, StringComparison.Ordinal);
        Assert.False(acceptor.HasAccepted);
        await server.AssertServesAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_says_too_little_is_cut_off_in_time(bool greets)
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, links: new EchoingAcceptor(), configure: static options => options with { HandshakeTimeout = TimeSpan.FromMilliseconds(500) });
        using Socket socket = await ConnectAsync(server);
        await socket.SendAsync(Preface.CreateSecured());
        Stream wire = new NetworkStream(socket);
        await using var tls = new SslStream(wire);
        if (greets)
        {
            await tls.AuthenticateAsClientAsync(Options(server)).WaitAsync(Limit);
        }

        Assert.Equal(0, await EndAsync(greets ? tls : wire));
    }

    [Fact]
    public async Task Many_that_say_nothing_keep_nobody_out()
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, links: new EchoingAcceptor(), configure: static options => options with { HandshakeTimeout = Limit });
        var silent = new List<Socket>();
        try
        {
            for (int i = 0; i < 80; i++)
            {
                Socket socket = await ConnectAsync(server);
                silent.Add(socket);
                await socket.SendAsync(Preface.CreateSecured());
            }

            ClusterChannel channel = await server.ConnectAsync();
            await using IByteChannel lane = await channel.DialLaneAsync(Ticket, CancellationToken.None).WaitAsync(Limit);
            byte[] sent = Pattern(1 << 20);

            Assert.Equal(sent, await EchoAsync(lane, sent));
        }
        finally
        {
            silent.ForEach(static socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task A_connection_that_somebody_else_makes_is_sealed_too()
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, links: new EchoingAcceptor());
        using ClusterChannel channel = ToPeer(server, static stream => stream);
        await using IByteChannel lane = await channel.DialLaneAsync(Ticket, CancellationToken.None).WaitAsync(Limit);
        byte[] sent = Pattern(3 << 20);

        Assert.False(lane.Blocks);
        Assert.Equal(sent, await EchoAsync(lane, sent));
    }

    [Fact]
    public async Task A_bit_that_flips_on_the_way_ends_the_connection_and_another_one_works()
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, links: new EchoingAcceptor());
        FlippingStream? wire = null;
        using ClusterChannel channel = ToPeer(server, stream => wire = new FlippingStream(stream));
        byte[] sent = Pattern(1 << 20);
        await using IByteChannel lane = await channel.DialLaneAsync(Ticket, CancellationToken.None).WaitAsync(Limit);
        Assert.Equal(sent, await EchoAsync(lane, sent));

        wire!.FlipAfter(300_000);
        await Assert.ThrowsAsync<SealException>(() => EchoAsync(lane, sent));
        await Assert.ThrowsAnyAsync<IOException>(() => EchoAsync(lane, sent));

        await using IByteChannel next = await channel.DialLaneAsync(Ticket, CancellationToken.None).WaitAsync(Limit);
        Assert.Equal(sent, await EchoAsync(next, sent));
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task What_was_sent_is_nowhere_on_the_wire()
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, links: new EchoingAcceptor());
        RecordingStream? wire = null;
        using ClusterChannel channel = ToPeer(server, stream => wire = new RecordingStream(stream));
        byte[] sent = Pattern(1 << 20);
        await using IByteChannel lane = await channel.DialLaneAsync(Ticket, CancellationToken.None).WaitAsync(Limit);

        Assert.Equal(sent, await EchoAsync(lane, sent));

        byte[] seen = wire!.Seen;
        Assert.True(seen.Length > 2 * sent.Length, "both directions were recorded");
        for (int position = 0; position < sent.Length; position += 4096)
        {
            Assert.Equal(-1, seen.AsSpan().IndexOf(sent.AsSpan(position, 16)));
        }

        Assert.Equal(-1, seen.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Ticket)));
    }

    private static byte[] Pattern(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static async Task<byte[]> EchoAsync(IByteChannel lane, byte[] sent)
    {
        Task sending = Task.Run(async () => await lane.SendAsync(sent, CancellationToken.None));
        byte[] received = new byte[sent.Length];
        try
        {
            await Task.Run(async () => await lane.FillAnswerAsync(received, CancellationToken.None)).WaitAsync(Limit);
        }
        finally
        {
            await sending.WaitAsync(Limit).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        return received;
    }

    /// <summary>What is read until the end: nothing, whether the connection was closed or cut.</summary>
    private static async Task<int> EndAsync(Stream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task<Socket> ConnectAsync(TestServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return socket;
    }

    private static ClusterChannel ToPeer(TestServer server, Func<Stream, Stream> wrap) =>
        ClusterChannel.ToPeer(server.Address, server.Security.Credentials, isTls: true, default, ConnectionOptions.Default with
        {
            Connect = async (_, _) => wrap(new NetworkStream(await ConnectAsync(server), ownsSocket: true)),
        });

    private static SslClientAuthenticationOptions Options(TestServer server) => new()
    {
        TargetHost = "127.0.0.1",
        RemoteCertificateValidationCallback = (_, certificate, sent, errors) => ClusterTrust.IsServer(server.Security.Authority!, certificate, sent, errors),
    };
}
