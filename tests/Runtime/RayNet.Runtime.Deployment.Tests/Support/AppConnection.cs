using System.Globalization;
using System.Net.Sockets;

namespace RayNet.Runtime.Deployment.Tests;

/// <summary>A started process that does what it is told. When the connection ends, so does the process.</summary>
internal sealed class AppConnection : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    public AppConnection(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream);
    }

    public int Pid { get; private set; }

    public async Task ReadPidAsync() => Pid = int.Parse((await _reader.ReadLineAsync().Within())!, CultureInfo.InvariantCulture);

    public async Task<string> AskAsync(string command)
    {
        await SendAsync(command);
        return await _reader.ReadLineAsync().Within(command) ?? throw new InvalidOperationException($"The process ended instead of answering '{command}'.");
    }

    public async Task SendAsync(string command) => await _stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(command + "\n"));

    /// <summary>Completes when the process is gone: the kernel closes its end.</summary>
    public async Task EndedAsync()
    {
        try
        {
            while (await _reader.ReadLineAsync().Within($"the end of process {Pid}") is not null)
            {
            }
        }
        catch (IOException)
        {
            // Killed with something unread.
        }
    }

    public void Dispose() => _reader.Dispose();
}
