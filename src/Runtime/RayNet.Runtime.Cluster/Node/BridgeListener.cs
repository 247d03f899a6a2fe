using System.Globalization;
using System.Net.Sockets;
using System.Text;
using RayNet.Runtime.Cluster.Hosting;
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
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        File.Delete(_path);
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _socket.AcceptAsync(_closing.Token).ConfigureAwait(false);
                _ = BridgeAsync(new SocketChannel(socket));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // One connection failed before it was taken; the next may not.
            }
        }
    }

    private async Task BridgeAsync(SocketChannel near)
    {
        try
        {
            string[] parts = (await ReadLineAsync(near).ConfigureAwait(false)).Split(' ');
            if (parts.Length != 3 || parts[0] != _token || !ulong.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong target))
            {
                near.Abort();
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

    private async Task<string> ReadLineAsync(SocketChannel channel)
    {
        // Byte by byte: what follows the line belongs to the link.
        var line = new StringBuilder();
        byte[] one = new byte[1];
        while (line.Length < BridgeDial.LongestLine && await channel.ReceiveAsync(one, _closing.Token).ConfigureAwait(false) == 1)
        {
            if (one[0] == (byte)'\n')
            {
                return line.ToString();
            }

            line.Append((char)one[0]);
        }

        return string.Empty;
    }
}
