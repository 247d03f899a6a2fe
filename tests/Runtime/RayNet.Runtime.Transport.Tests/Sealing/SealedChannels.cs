using RayNet.Runtime.Transport.Tests.Channels;

namespace RayNet.Runtime.Transport.Tests.Sealing;

public sealed class SealedChannels : ChannelConformance
{
    private protected override Task<ChannelPair> CreateAsync()
    {
        (MemoryChannel first, MemoryChannel second) = MemoryChannel.CreatePair();
        return Task.FromResult(new ChannelPair(SealedEnds.First(first), SealedEnds.Second(second)));
    }
}
