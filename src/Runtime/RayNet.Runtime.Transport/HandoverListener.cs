using System.Net.Sockets;
using System.Text;

namespace RayNet.Runtime.Transport;

/// <summary>
/// Where a process gets connections that its node has accepted for it: sockets, each with a line of text. Nobody but the node's user can reach it.
/// </summary>
internal sealed class HandoverListener : IAsyncDisposable
{
    private const string Suffix = ".in";
    private const int LongestLine = 8 * 1024;

    /// <summary>The node sends at once; whoever does not is nobody's node.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Socket _socket;
    private readonly string _path;
    private readonly Action<Socket, string> _accepted;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    private HandoverListener(Socket socket, string path, Action<Socket, string> accepted)
    {
        _socket = socket;
        _path = path;
        _accepted = accepted;
        _accepting = AcceptLoop.RunAsync(socket, node => LinkThreads.Run(() => Take(node)), failed: null, TimeProvider.System, _closing.Token);
    }

    /// <summary>Listens beside the socket of a process.</summary>
    /// <param name="lane">The path of the process's own socket.</param>
    /// <param name="accepted">Gets each connection and its line, on a thread that may block. The socket is the receiver's.</param>
    /// <returns><see langword="null"/> where connections cannot be handed over.</returns>
    internal static HandoverListener? TryStart(string lane, Action<Socket, string> accepted)
    {
        if (!DescriptorPassing.IsSupported)
        {
            return null;
        }

        string path = lane + Suffix;
        Socket? socket = null;
        try
        {
            socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen(128);
            return new HandoverListener(socket, path, accepted);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            // The path is too long, or taken: links go through the nodes.
            socket?.Dispose();
            return null;
        }
    }

    /// <summary>Whether the process with this socket takes connections.</summary>
    internal static bool IsAt(string lane) => DescriptorPassing.IsSupported && lane.Length > 0 && File.Exists(lane + Suffix);

    /// <summary>Gives a connection to a process. On a thread that may block; the own descriptor is closed.</summary>
    /// <exception cref="IOException">The process is gone.</exception>
    internal static void Send(string lane, Socket passed, string line)
    {
        using (passed)
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(lane + Suffix));
                DescriptorPassing.Send(socket, passed);
                socket.Send(Encoding.ASCII.GetBytes(line + "\n"));
            }
            catch (Exception exception) when (exception is SocketException or ArgumentException)
            {
                throw new IOException($"The process at {lane} does not take a connection: {exception.Message}", exception);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        SocketFile.Delete(_path);
    }

    private void Take(Socket node)
    {
        Socket? passed = null;
        try
        {
            using (node)
            {
                node.ReceiveTimeout = (int)Patience.TotalMilliseconds;
                passed = DescriptorPassing.Receive(node);
                if (passed is not null && ReadLine(node) is { } line)
                {
                    _accepted(passed, line);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // Whoever connected from afar sees the end, and comes by way of the nodes.
        }

        passed?.Dispose();
    }

    private static string? ReadLine(Socket node)
    {
        byte[] buffer = new byte[LongestLine];
        for (int length = 0; length < buffer.Length;)
        {
            int count = node.Receive(buffer.AsSpan(length));
            if (count == 0)
            {
                return null;
            }

            length += count;
            if (buffer[length - 1] == (byte)'\n')
            {
                return Encoding.ASCII.GetString(buffer, 0, length - 1);
            }
        }

        return null;
    }
}
