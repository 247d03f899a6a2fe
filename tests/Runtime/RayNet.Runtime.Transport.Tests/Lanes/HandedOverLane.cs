using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RayNet.Runtime.Transport.Tests.Lanes;

/// <summary>Connections over TCP that somebody else accepts, and hands over.</summary>
internal class HandedOverLane : Lane
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rn");
    private readonly Socket _port = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentBag<Socket> _silent = [];
    private HandoverListener? _listener;
    private Task _accepting = Task.CompletedTask;

    private protected EndPoint Port => _port.LocalEndPoint!;

    private string Path => System.IO.Path.Combine(_folder.FullName, "s");

    internal override Task StartAsync()
    {
        _listener = HandoverListener.TryStart(Path, (socket, line) => _ = TakeAsync(socket));
        _port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _port.Listen();
        _accepting = AcceptAsync();
        return Task.CompletedTask;
    }

    internal override async Task<IByteChannel> OpenAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(Port);
        return new SocketChannel(socket);
    }

    internal override Task<Link> DialAsync(LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        new LaneDial(Target(Port), own, options, time, cancellationToken).RunAsync();

    public override async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _port.Dispose();
        await _accepting;
        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        foreach (Socket socket in _silent)
        {
            socket.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>Greets by TLS, where the lane has it.</summary>
    private protected virtual TlsFilter? Secure(Socket socket) => null;

    private protected virtual LaneTarget Target(EndPoint port) => new(port);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _port.AcceptAsync(_closing.Token);
                HandoverListener.Send(Path, socket, "here");
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TakeAsync(Socket socket)
    {
        TcpSettings.ApplyTo(socket);
        if (IsSilent)
        {
            _silent.Add(socket);
            return;
        }

        try
        {
            TlsFilter? tls = Secure(socket);
            (LinkHello peer, FrameParser parser) = await LinkHandshake.AcceptAsync(new BlockingSocketChannel(socket, tls), Decide, Options, Time, _closing.Token);
            Accept(new BlockingLink(new SocketWire(socket, tls), parser, peer, Options));
        }
        catch (Exception exception)
        {
            socket.Dispose();
            Fail(exception);
        }
    }
}
