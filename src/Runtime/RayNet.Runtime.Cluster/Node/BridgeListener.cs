using System.Globalization;
using System.Net.Sockets;
using System.Text;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>Joins sockets of the node's processes with streams to processes of other nodes.</summary>
internal sealed class BridgeListener : IAsyncDisposable
{
    private const string LinkPurpose = "process";

    private readonly Socket _socket;
    private readonly string _path;
    private readonly string _token;
    private readonly INodeChannels _peers;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    internal BridgeListener(string path, string token, INodeChannels peers, TimeProvider time)
    {
        _path = path;
        _token = token;
        _peers = peers;
        _time = time;
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        _socket.Listen(128);
        _accepting = AcceptLoop.RunAsync(_socket, socket => _ = BridgeAsync(new SocketChannel(socket)), failed: null, time, _closing.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        File.Delete(_path);
    }

    private async Task BridgeAsync(SocketChannel near)
    {
        try
        {
            string[] parts = (await BridgeDial.ReadLineAsync(near, _closing.Token).ConfigureAwait(false)).Split(' ');
            if (parts.Length is < 3 or > 4 || parts[0] != _token || !ulong.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong target))
            {
                near.Abort();
                return;
            }

            if (parts.Length == 4)
            {
                await AnswerAsync(near, target, parts[2]).ConfigureAwait(false);
                return;
            }

            IByteChannel far = _peers.Open(parts[2], new LinkRequest(target, LinkPurpose));
            await ByteBridge.RunAsync(near, far, _time, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or RayException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Whoever dialled sees the end of its socket, and says what it wanted to reach.
            near.Abort();
        }
    }

    /// <summary>Whoever may connect to the target itself gets what opens it; an empty line says that the way is through here.</summary>
    private async Task AnswerAsync(SocketChannel near, ulong target, string address)
    {
        await using (near.ConfigureAwait(false))
        {
            LinkTicket? ticket = await _peers.OpenLinkAsync(address, target, _closing.Token).ConfigureAwait(false);
            await near.SendAsync(Encoding.ASCII.GetBytes(BridgeDial.ToLine(ticket)), _closing.Token).ConfigureAwait(false);
        }
    }
}
