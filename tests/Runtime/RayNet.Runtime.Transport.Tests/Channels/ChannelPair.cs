namespace RayNet.Runtime.Transport.Tests.Channels;

/// <summary>Both ends of a channel: of the side that connected, and of the other.</summary>
internal sealed class ChannelPair(IByteChannel first, IByteChannel second, IAsyncDisposable? server = null) : IAsyncDisposable
{
    internal IByteChannel First => first;

    internal IByteChannel Second => second;

    internal static ChannelPair Memory()
    {
        (MemoryChannel first, MemoryChannel second) = MemoryChannel.CreatePair();
        return new ChannelPair(first, second);
    }

    internal static async Task<ChannelPair> SocketAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rn");
        string path = Path.Combine(folder.FullName, "s");
        using var listener = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        listener.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
        listener.Listen();
        SocketChannel first = await SocketChannel.ConnectAsync(path, CancellationToken.None);
        var second = new SocketChannel(await listener.AcceptAsync());
        folder.Delete(recursive: true);
        return new ChannelPair(first, second);
    }

    internal static async Task<ChannelPair> GrpcAsync()
    {
        var accepted = new TaskCompletionSource<IByteChannel>(TaskCreationOptions.RunContinuationsAsynchronously);
        var lane = new GrpcLane
        {
            OnStream = (channel, _, _) =>
            {
                accepted.TrySetResult(channel);
                return Task.CompletedTask;
            },
        };
        await lane.StartAsync();
        return new ChannelPair(await lane.OpenAsync(), await Limit.Of(accepted.Task, "The stream was taken"), lane);
    }

    public async ValueTask DisposeAsync()
    {
        first.Abort();
        second.Abort();
        await first.DisposeAsync();
        await second.DisposeAsync();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
