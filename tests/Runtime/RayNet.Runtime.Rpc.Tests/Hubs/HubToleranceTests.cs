using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Echo;
using RayNet.Runtime.Rpc.Tests.Support;

namespace RayNet.Runtime.Rpc.Tests.Hubs;

/// <summary>Messages that are right but not as short as they could be.</summary>
public sealed class HubToleranceTests
{
    [Theory]
    [InlineData("9301CE7FB7F0A929")]
    [InlineData("93CC01CE7FB7F0A929")]
    [InlineData("93CD0001D27FB7F0A9D029")]
    [InlineData("93CE00000001CF000000007FB7F0A9CF0000000000000029")]
    [InlineData("93D30000000000000001D3000000007FB7F0A9D200000029")]
    [InlineData("DC000301CE7FB7F0A929")]
    [InlineData("DD0000000301CE7FB7F0A929")]
    [InlineData("9301CE7FB7F0A929C0")]
    [InlineData("9301CE7FB7F0A929FFFFFF")]
    public async Task Any_width_of_numbers_and_arrays_and_bytes_behind_are_read(string request)
    {
        var hub = new HubEndpoint<IEchoHub, IEchoReceiver>(EchoHubMethods.Contract, caller => new EchoHub(caller, HubGroup<IEchoReceiver>.Of(EchoHubMethods.Contract)));
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        Task serving = hub.RunAsync(server, CancellationToken.None);
        Assert.Equal("93FF000C", await client.NextAsync());
        await client.SendAsync(request);
        Assert.Equal("9301CE7FB7F0A92A", await client.NextAsync());
        await client.CompleteAsync();
        await serving.WaitAsync(Limits.Wait);
    }

    [Theory]
    [InlineData("93FF00C0")]
    [InlineData("DC0003D0FF00C0")]
    [InlineData("92CE066039A0C0")]
    [InlineData("92CE066039A0C0C0C0")]
    [InlineData("92CE0BADCAFE93C0C0C0")]
    [InlineData("957F00CF000001A2047251C4C0C0")]
    [InlineData("957FD1FFFF00C081A16101")]
    [InlineData("957E0000C0C0")]
    [InlineData("94FF0CC0C0")]
    [InlineData("9363CE7FB7F0A929")]
    public async Task A_client_goes_on_after_anything_that_a_server_may_send(string message)
    {
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        await using EchoHubClient hub = await EchoHubClient.ConnectAsync(new FixedConnector(client), new EchoReceiver());
        await server.SendAsync(message);
        Task<int> ping = hub.Ping(41).AsTask();
        await server.SendAsync("DD00000003D10001CE7FB7F0A92A");
        Assert.Equal(42, await ping.WaitAsync(Limits.Wait));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_client_leaves_a_server_that_speaks_something_else()
    {
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        await using EchoHubClient hub = await EchoHubClient.ConnectAsync(new FixedConnector(client), new EchoReceiver());
        await server.SendAsync("957E00C0C0C0C0");
        Assert.IsType<HubProtocolException>((await hub.Connection.Disconnected.WaitAsync(Limits.Wait)).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("C0")]
    [InlineData("C1")]
    [InlineData("90")]
    [InlineData("91C0")]
    [InlineData("9601")]
    [InlineData("93C001C0")]
    [InlineData("92CF00000001000000000C")]
    [InlineData("94037E00C0")]
    [InlineData("9400A3616263CE7CFD61B214")]
    [InlineData("DDFFFFFFFF01")]
    public async Task What_is_no_message_ends_the_connection(string message)
    {
        var hub = new HubEndpoint<IEchoHub, IEchoReceiver>(EchoHubMethods.Contract, caller => new EchoHub(caller, HubGroup<IEchoReceiver>.Of(EchoHubMethods.Contract)));
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        Task serving = hub.RunAsync(server, CancellationToken.None);
        await client.SendAsync(message);
        await Assert.ThrowsAsync<HubProtocolException>(() => serving.WaitAsync(Limits.Wait));
    }

    [Fact]
    public async Task Arguments_that_cannot_be_read_fail_the_call_and_not_the_connection()
    {
        var hub = new HubEndpoint<IEchoHub, IEchoReceiver>(EchoHubMethods.Contract, caller => new EchoHub(caller, HubGroup<IEchoReceiver>.Of(EchoHubMethods.Contract)));
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        Task serving = hub.RunAsync(server, CancellationToken.None);
        Assert.Equal("93FF000C", await client.NextAsync());
        await client.SendAsync("9301CE7FB7F0A9A178");
        Assert.StartsWith("94010D", await client.NextAsync(), StringComparison.Ordinal);
        await client.SendAsync("9302D2A353BDEA91A3626F62");
        Assert.Equal("9302D2A353BDEAA5626F623A30", await client.NextAsync());
        await client.CompleteAsync();
        await serving.WaitAsync(Limits.Wait);
    }
}
