namespace RayNet.Runtime.Transport.Tests.Channels;

/// <summary>Two channels with a bridge between them.</summary>
internal sealed class Joined : IAsyncDisposable
{
    private readonly ChannelPair _from;
    private readonly ChannelPair _to;
    private readonly CancellationTokenSource _canceled = new();

    private Joined(ChannelPair from, ChannelPair to)
    {
        _from = from;
        _to = to;
        Bridge = ByteBridge.RunAsync(from.Second, to.First, TimeProvider.System, _canceled.Token);
    }

    internal IByteChannel First => _from.First;

    internal IByteChannel Second => _to.Second;

    internal Task<(long There, long Back)> Bridge { get; }

    internal static async Task<Joined> CreateAsync(string from, string to) => new(await PairAsync(from), await PairAsync(to));

    internal async Task<(Link First, Link Second)> GreetAsync()
    {
        Task<Link> second = ChannelLink.AcceptAsync(Second, static _ => Hello.Server, LinkOptions.Default, TimeProvider.System, CancellationToken.None);
        Link first = await Limit.Of(ChannelLink.DialAsync(First, Hello.Client, LinkOptions.Default, TimeProvider.System, CancellationToken.None), "The other side answered");
        return (first, await second);
    }

    internal Task CancelAsync() => _canceled.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _canceled.CancelAsync();
        await _from.DisposeAsync();
        await _to.DisposeAsync();
        await Limit.Of(Bridge, "The bridge ended");
        _canceled.Dispose();
    }

    private static async Task<ChannelPair> PairAsync(string kind) => kind switch
    {
        "memory" => ChannelPair.Memory(),
        "socket" => await ChannelPair.SocketAsync(),
        _ => await ChannelPair.GrpcAsync(),
    };
}
