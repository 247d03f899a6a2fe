using System.Net.Sockets;

namespace RayNet.Runtime.Transport.Tests.Lanes;

internal sealed class SocketLane : Lane
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rn");
    private LaneListener? _listener;
    private Socket? _silent;

    internal string Path => System.IO.Path.Combine(_folder.FullName, "s");

    internal override Task StartAsync()
    {
        if (IsSilent)
        {
            _silent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _silent.Bind(new UnixDomainSocketEndPoint(Path));
            _silent.Listen();
        }
        else
        {
            _listener = LaneListener.Start(Path, hello => Decide(hello), Accept, Options, Time);
        }

        return Task.CompletedTask;
    }

    internal override async Task<IByteChannel> OpenAsync() => await SocketChannel.ConnectAsync(Path, CancellationToken.None);

    internal override Task<Link> DialAsync(LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        LaneListener.DialAsync(Path, own, options, time, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        _silent?.Dispose();
        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
