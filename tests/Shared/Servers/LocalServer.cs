using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RayNet.Tests;

/// <summary>A real server on a free port of this machine, with its data in a folder that goes with it. Ended by its process id; the system's own service is left alone.</summary>
internal abstract class LocalServer : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("rn-server-").FullName;
    private Process? _process;

    private protected LocalServer() => Port = FreePort();

    internal int Port { get; }

    /// <summary>What <c>--storage</c> takes.</summary>
    internal abstract string Storage { get; }

    private protected string Folder => _folder;

    /// <summary>Starts it, or starts it again with what it has on disk.</summary>
    internal async Task StartAsync()
    {
        _process = Process.Start(Command())!;
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                await CheckAsync(limit.Token);
                return;
            }
            catch (Exception) when (!limit.IsCancellationRequested && !_process.HasExited)
            {
                // It is starting; there is nothing to wait for but itself.
                await Task.Delay(20, limit.Token);
            }
        }
    }

    /// <summary>As by <c>kill -9</c>.</summary>
    internal void Kill()
    {
        _process!.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            Kill();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private protected abstract ProcessStartInfo Command();

    /// <summary>Throws until it answers.</summary>
    private protected abstract Task CheckAsync(CancellationToken cancellationToken);

    private protected async Task<byte[]> SendAsync(byte[] request, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(request, cancellationToken);
        byte[] answer = new byte[64];
        int length = await stream.ReadAsync(answer, cancellationToken);
        return length > 0 ? answer[..length] : throw new IOException("It closed the connection.");
    }

    private protected static void Run(params string[] command)
    {
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(Limit);
        using CancellationTokenRegistration registration = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {errors.GetAwaiter().GetResult()}");
        }
    }
}
