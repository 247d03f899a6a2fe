namespace RayNet.Runtime.Transport.Tests.Channels;

public sealed class SocketChannels : ChannelConformance
{
    private protected override bool ShowsAborts => false;

    private protected override Task<ChannelPair> CreateAsync() => ChannelPair.SocketAsync();
}
