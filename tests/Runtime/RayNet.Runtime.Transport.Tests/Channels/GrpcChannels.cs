namespace RayNet.Runtime.Transport.Tests.Channels;

public sealed class GrpcChannels : ChannelConformance
{
    private protected override Task<ChannelPair> CreateAsync() => ChannelPair.GrpcAsync();
}
