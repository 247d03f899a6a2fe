namespace RayNet.Runtime.Transport.Tests.Channels;

public sealed class SocketChannels : ChannelConformance
{
    [Fact]
    public async Task A_side_that_ends_with_bytes_that_it_has_not_read_is_an_end_and_no_break()
    {
        await using ChannelPair pair = await CreateAsync();
        await pair.First.SendAsync(new byte[] { 1 }, CancellationToken.None);
        await pair.Second.SendAsync(new byte[] { 2 }, CancellationToken.None);
        await pair.Second.DisposeAsync();
        byte[] buffer = new byte[10];
        Assert.Equal(1, await pair.First.ReceiveAsync(buffer, CancellationToken.None));
        Assert.Equal(0, await pair.First.ReceiveAsync(buffer, CancellationToken.None));
    }

    private protected override bool ShowsAborts => false;

    private protected override Task<ChannelPair> CreateAsync() => ChannelPair.SocketAsync();
}
