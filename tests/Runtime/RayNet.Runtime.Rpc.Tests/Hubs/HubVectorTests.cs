using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Echo;
using RayNet.Runtime.Rpc.Tests.Support;

namespace RayNet.Runtime.Rpc.Tests.Hubs;

/// <summary>The recorded hub connection, from both sides.</summary>
public sealed class HubVectorTests
{
    public static TheoryData<short, long, string, string> ServerHeartbeats => EchoVectors.ServerHeartbeats;

    [Fact]
    public async Task The_server_answers_as_recorded()
    {
        HubGroup<IEchoReceiver> group = HubGroup<IEchoReceiver>.Of(EchoHubMethods.Contract);
        var hub = new HubEndpoint<IEchoHub, IEchoReceiver>(EchoHubMethods.Contract, caller => new EchoHub(caller, group));
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        Task serving = hub.RunAsync(server, CancellationToken.None);
        string question = string.Empty;
        foreach (string line in EchoVectors.Hub)
        {
            if (line[0] == '>')
            {
                await client.SendAsync(line[2..].Replace("{question}", question, StringComparison.Ordinal));
                continue;
            }

            string message = await client.NextAsync();
            int placeholder = line.IndexOf("{question}", StringComparison.Ordinal) - 2;
            question = placeholder > 0 ? message.Substring(placeholder, 72) : question;
            Assert.Equal(line[2..].Replace("{question}", question, StringComparison.Ordinal), message);
        }

        // The last recorded message: nobody knows an array of six, and the stream ends with UNKNOWN.
        await client.SendAsync("9601");
        await Assert.ThrowsAsync<HubProtocolException>(() => serving.WaitAsync(Limits.Wait));
        await server.DisposeAsync();
        Assert.Equal("end", await client.NextAsync());
    }

    [Theory]
    [MemberData(nameof(ServerHeartbeats))]
    public async Task Heartbeats_of_the_server_are_as_recorded(short sequence, long time, string message, string answer)
    {
        Assert.Equal(message, Convert.ToHexString(HubFrame.ServerHeartbeat(sequence, time)));
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        await using EchoHubClient hub = await EchoHubClient.ConnectAsync(new FixedConnector(client), new EchoReceiver());
        await server.SendAsync(message);
        Assert.Equal(answer, await server.NextAsync());
        await server.DisposeAsync();
    }

    [Fact]
    public async Task The_server_sends_the_first_recorded_heartbeat_at_its_time()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1795370930628 - 300));
        var options = new HubOptions { TimeProvider = time, HeartbeatInterval = TimeSpan.FromMilliseconds(300) };
        var hub = new HubEndpoint<IEchoHub, IEchoReceiver>(EchoHubMethods.Contract, caller => new EchoHub(caller, HubGroup<IEchoReceiver>.Of(EchoHubMethods.Contract)), options);
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        Task serving = hub.RunAsync(server, CancellationToken.None);
        Assert.Equal("93FF000C", await client.NextAsync());
        time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal("957F00CF000001A2047251C4C0C0", await client.NextAsync());
        await client.SendAsync("947F00CF000001A2047251C4C0");
        await client.CompleteAsync();
        await serving.WaitAsync(Limits.Wait);
    }

    [Fact]
    public async Task The_client_sends_and_understands_what_was_recorded()
    {
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        var receiver = new EchoReceiver { OnAsk = value => Task.FromResult(value + 1), OnAskFail = () => throw new Grpc.Core.RpcException(new Grpc.Core.Status(Grpc.Core.StatusCode.Internal, "no")) };
        await using EchoHubClient hub = await EchoHubClient.ConnectAsync(new FixedConnector(client), receiver);
        await server.SendAsync("93FF000C");

        Assert.Equal(42, await ExchangeAsync(server, hub.Ping(41).AsTask(), "9301CE7FB7F0A929", "9301CE7FB7F0A92A"));
        Assert.Equal("bob:7", await ExchangeAsync(server, hub.Greet("bob", 7).AsTask(), "9302D2A353BDEA92A3626F6207", "9302D2A353BDEAA5626F623A37"));
        await ExchangeAsync(server, hub.Nothing(), "9303CE2CEA492AC0", "9303CE2CEA492AC0");

        const string Boom = "94040DD93B416E206572726F72206F63637572726564207768696C652070726F63657373696E672068616E646C65722027494563686F4875622F426F6F6D272EC0";
        var boom = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => ExchangeAsync(server, hub.Boom(1), "9304CE2E742ACA01", Boom));
        Assert.Equal("An error occurred while processing handler 'IEchoHub/Boom'.", boom.Status.Detail);
        var status = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => ExchangeAsync(server, hub.Status(5, "nf"), "9305CE005EF20F9205A26E66", "940505A26E66C0"));
        Assert.Equal((Grpc.Core.StatusCode.NotFound, "nf"), (status.StatusCode, status.Status.Detail));

        // Errors of calls that nobody waits for go by.
        await server.SendAsync("94FF0CD93E53747265616D696E67487562206D6574686F6420272D37323739373134343727206973206E6F7420666F756E6420696E2053747265616D696E674875622EC0");
        Task say = hub.Say("hi");
        Assert.Equal("9306CE2BA71600A26869", await server.NextAsync());
        await server.SendAsync("92D2B4BADC8792A3737276A26869");
        await server.SendAsync("92CE066039A0C0");
        await server.SendAsync("9306CE2BA71600C0");
        await say.WaitAsync(Limits.Wait);
        Assert.Equal(["srv: hi", "bare"], receiver.Received);

        const string Question = "37373663636234312D383966352D346230632D626264612D323637633236663066666138";
        await server.SendAsync($"9500C0D924{Question}CE7CFD61B214");
        Assert.Equal($"9400D924{Question}CE7CFD61B215", await server.NextAsync());
        await server.SendAsync($"9500C0D924{Question}CE7909EAF2C0");
        Assert.Equal($"9401D924{Question}CE7909EAF2930DA26E6FC0", await server.NextAsync());
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_heartbeat_of_the_client_is_as_recorded_and_its_answer_may_have_a_byte_too_many()
    {
        var time = new FakeTimeProvider();
        var options = new HubOptions { TimeProvider = time, HeartbeatInterval = TimeSpan.FromMilliseconds(1234), HeartbeatTimeout = TimeSpan.FromSeconds(1) };
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        await using EchoHubClient hub = await EchoHubClient.ConnectAsync(new FixedConnector(client), new EchoReceiver(), options);
        time.Advance(TimeSpan.FromMilliseconds(1234));
        Assert.Equal("947E00CD04D2C0", await server.NextAsync());
        await server.SendAsync("957E00CD04D2C0C0C0");
        Assert.Equal(42, await ExchangeAsync(server, hub.Ping(41).AsTask(), "9301CE7FB7F0A929", "9301CE7FB7F0A92A"));
        for (int step = 0; step < 11; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.False(hub.Connection.Disconnected.IsCompleted);
        await server.DisposeAsync();
    }

    private static async Task<T> ExchangeAsync<T>(MemoryHubChannel server, Task<T> call, string request, string response)
    {
        Assert.Equal(request, await server.NextAsync());
        await server.SendAsync(response);
        return await call.WaitAsync(Limits.Wait);
    }

    private static async Task ExchangeAsync(MemoryHubChannel server, Task call, string request, string response)
    {
        Assert.Equal(request, await server.NextAsync());
        await server.SendAsync(response);
        await call.WaitAsync(Limits.Wait);
    }
}
