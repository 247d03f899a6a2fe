using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace RayNet.Runtime.Transport.Tests.Sockets;

/// <summary>Sockets that pass from one process to another; here both are this one, and the descriptors pass through the kernel all the same.</summary>
public sealed class HandoverListenerTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rn");
    private readonly Channel<(Socket Socket, string Line)> _taken = Channel.CreateUnbounded<(Socket, string)>();
    private readonly HandoverListener _listener;

    public HandoverListenerTests() => _listener = HandoverListener.TryStart(Lane, (socket, line) => _taken.Writer.TryWrite((socket, line)))!;

    private string Lane => Path.Combine(_folder.FullName, "p.sock");

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        Assert.False(HandoverListener.IsAt(Lane));
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_connection_arrives_with_its_line_and_with_what_nobody_had_read()
    {
        (Socket client, Socket server) = await ConnectAsync();
        client.Send("early"u8);
        Assert.True(server.Poll(TimeSpan.FromSeconds(20), SelectMode.SelectRead));

        HandoverListener.Send(Lane, server, "a line");
        (Socket taken, string line) = await TakenAsync();

        byte[] buffer = new byte[16];
        Assert.Equal("a line", line);
        Assert.Equal("early", Encoding.ASCII.GetString(buffer, 0, taken.Receive(buffer)));
        taken.Send("answer"u8);
        Assert.Equal("answer", Encoding.ASCII.GetString(buffer, 0, client.Receive(buffer)));
        client.Dispose();
        Assert.Equal(0, taken.Receive(buffer));
        taken.Dispose();
    }

    [Fact]
    public async Task A_connection_that_was_used_asynchronously_blocks_where_it_arrives()
    {
        (Socket client, Socket server) = await ConnectAsync();
        client.Send("x"u8);
        byte[] buffer = new byte[1];
        await server.ReceiveAsync(buffer);

        HandoverListener.Send(Lane, server, string.Empty);
        (Socket taken, _) = await TakenAsync();

        Task<int> receiving = Task.Run(() => SocketCalls.Receive(taken, buffer));
        client.Send("y"u8);
        Assert.Equal(1, await Limit.Of(receiving, "The byte arrived"));
        Assert.Equal((byte)'y', buffer[0]);
        client.Dispose();
        taken.Dispose();
    }

    [Fact]
    public async Task What_is_no_connection_is_dropped_and_the_next_one_taken()
    {
        using (var stranger = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            stranger.Connect(new UnixDomainSocketEndPoint(Lane + ".in"));
            stranger.Send("no descriptor\n"u8);
            AssertEnded(stranger);
        }

        (Socket client, Socket server) = await ConnectAsync();
        HandoverListener.Send(Lane, server, "next");
        (Socket taken, string line) = await TakenAsync();

        Assert.Equal("next", line);
        client.Dispose();
        taken.Dispose();
    }

    [Fact]
    public async Task Where_nobody_listens_the_connection_is_closed()
    {
        (Socket client, Socket server) = await ConnectAsync();

        Assert.Throws<IOException>(() => HandoverListener.Send(Path.Combine(_folder.FullName, "nobody"), server, string.Empty));

        AssertEnded(client);
        client.Dispose();
    }

    [Fact]
    public void A_path_that_is_too_long_means_that_links_go_through_the_nodes() =>
        Assert.Null(HandoverListener.TryStart(Path.Combine(_folder.FullName, new string('p', 120)), static (_, _) => { }));

    /// <summary>Closed with bytes that nobody read: that may look like a reset.</summary>
    private static void AssertEnded(Socket socket)
    {
        try
        {
            Assert.Equal(0, socket.Receive(new byte[1]));
        }
        catch (SocketException exception)
        {
            Assert.Equal(SocketError.ConnectionReset, exception.SocketErrorCode);
        }
    }

    private static async Task<(Socket Client, Socket Server)> ConnectAsync()
    {
        using var port = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        port.Listen();
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 20_000 };
        client.Connect(port.LocalEndPoint!);
        return (client, await port.AcceptAsync());
    }

    private Task<(Socket Socket, string Line)> TakenAsync() => Limit.Of(_taken.Reader.ReadAsync().AsTask(), "The connection was taken");
}
