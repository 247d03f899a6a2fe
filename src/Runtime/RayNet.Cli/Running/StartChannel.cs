using System.Net.Sockets;
using System.Text.Json;

namespace RayNet.Cli.Running;

/// <summary>A socket on which a process in the background says that it is ready, or why it is not.</summary>
internal sealed class StartChannel : IDisposable
{
    /// <summary>The variable that names the socket and the log.</summary>
    internal const string Variable = "RAYNET_START_CHANNEL";

    /// <summary>The variable that names the log, which is the process's output.</summary>
    internal const string LogVariable = "RAYNET_START_LOG";

    private const int LongestReport = 64 * 1024;

    private readonly Socket _listener;

    private StartChannel(string path, Socket listener)
    {
        Path = path;
        _listener = listener;
    }

    internal string Path { get; }

    /// <summary>Opens the socket in a folder that only the user enters.</summary>
    internal static StartChannel Listen(string folder)
    {
        string path = System.IO.Path.Combine(folder, $"start-{Environment.ProcessId}.sock");
        File.Delete(path);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen(1);
            return new StartChannel(path, listener);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentOutOfRangeException)
        {
            listener.Dispose();
            throw new InvalidOptionException($"No socket can be made at '{path}': {exception.Message} Choose a folder with a shorter path, on a local disk, with --session-dir.", exception);
        }
    }

    /// <summary>Waits for the report.</summary>
    internal async Task<StartReport?> ReceiveAsync(CancellationToken cancellationToken)
    {
        using Socket connection = await _listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
        byte[] bytes = new byte[LongestReport];
        int length = 0;
        while (length < bytes.Length && await connection.ReceiveAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            length += count;
        }

        return length == 0 ? null : JsonSerializer.Deserialize(bytes.AsSpan(0, length), RunningJson.Default.StartReport);
    }

    /// <summary>Sends the report, if anybody waits for it.</summary>
    internal static async Task SendAsync(StartReport report)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path)).ConfigureAwait(false);
            ReadOnlyMemory<byte> rest = JsonSerializer.SerializeToUtf8Bytes(report, RunningJson.Default.StartReport);
            while (!rest.IsEmpty)
            {
                rest = rest[await socket.SendAsync(rest).ConfigureAwait(false)..];
            }
        }
        catch (SocketException)
        {
            // Whoever started it does not wait any more.
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(Path);
    }
}
