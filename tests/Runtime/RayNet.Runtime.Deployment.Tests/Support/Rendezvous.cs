using System.Net.Sockets;

namespace RayNet.Runtime.Deployment.Tests;

/// <summary>Where started processes report, so that a test waits for them and not for time.</summary>
internal sealed class Rendezvous : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public Rendezvous()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
    }

    public string Path => _folder["socket"];

    public async Task<AppConnection> AcceptAsync()
    {
        var connection = new AppConnection(await _listener.AcceptAsync().Within("a process that connects"));
        await connection.ReadPidAsync();
        return connection;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }
}
