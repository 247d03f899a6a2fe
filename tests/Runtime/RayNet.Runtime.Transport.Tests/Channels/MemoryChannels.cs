namespace RayNet.Runtime.Transport.Tests.Channels;

public sealed class MemoryChannels : ChannelConformance
{
    private protected override Task<ChannelPair> CreateAsync() => Task.FromResult(ChannelPair.Memory());
}
