using Grpc.Core;
using RayNet.Gateways.Tests.Harness;
using RayNet.Gateways.Tests.Remote;

namespace RayNet.Gateways.Tests;

/// <summary>Hub connections byte by byte, as MagicOnion 7 sends them.</summary>
public sealed class HubWireTests
{
    private const string Marker = "93FF000C";

    [Fact]
    public async Task Calls_over_a_hub_answer_as_recorded_from_MagicOnion()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using RawHub hub = await new RawClient(host.Channel).ConnectAsync("IEchoHub");

        Assert.Equal("2", hub.Headers.GetValue("x-magiconion-streaminghub-version"));
        Assert.Equal(Marker, await hub.NextAsync());
        await Exchange(hub, "9301CE7FB7F0A929", "9301CE7FB7F0A92A");
        await Exchange(hub, "9302D2A353BDEA92A3626F6207", "9302D2A353BDEAA5626F623A37");
        await Exchange(hub, "9303CE2CEA492AC0", "9303CE2CEA492AC0");
        await Exchange(hub, "9306D2D49C0989C0", "94060CD93E53747265616D696E67487562206D6574686F6420272D37323739373134343727206973206E6F7420666F756E6420696E2053747265616D696E674875622EC0");
        await Exchange(hub, "947E03CD04D2C0", "957E03CD04D2C0C0C0");
        await hub.SendAsync("92CE7FB7F0A901");
        await Exchange(hub, "9307CE7FB7F0A901", "9307CE7FB7F0A902");
    }

    [Fact]
    public async Task An_actor_is_called_in_order()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using IDisposable scope = host.Ray.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(0, new ActorOptions { Name = "main" });
        using RawHub hub = await ConnectAsync(host, "ICounterHub");

        for (int i = 1; i <= 5; i++)
        {
            await hub.SendAsync(Pack.Hex(new object[] { i, Pack.Id("Increment"), new object[] { "main", i } }));
        }

        int[] sums = [1, 3, 6, 10, 15];
        for (int i = 1; i <= 5; i++)
        {
            Assert.Equal(Pack.Hex(new object[] { i, Pack.Id("Increment"), sums[i - 1] }), await hub.NextAsync());
        }
    }

    [Fact]
    public async Task A_stream_of_an_actor_is_pushed_to_the_receiver()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using IDisposable scope = host.Ray.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(10, new ActorOptions { Name = "main" });
        using RawHub hub = await ConnectAsync(host, "ICounterHub");

        await hub.SendAsync(Pack.Hex(new object[] { 1, Pack.Id("Ticks"), new object[] { 77, "main", 3 } }));

        string[] messages = await ReadAsync(hub, 5);
        Assert.Contains(Pack.Hex(new object?[] { 1, Pack.Id("Ticks"), null }), messages);
        Assert.Equal(
            [
                .. new[] { 11, 12, 13 }.Select(static tick => Pack.Hex(new object[] { Pack.Id("OnTicks"), new object[] { 77, tick } })),
                Pack.Hex(new object[] { Pack.Id("OnStreamEnded"), new object[] { 77, 0, string.Empty } }),
            ],
            messages.Where(static message => message.StartsWith("92", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Streams_of_one_connection_are_told_apart_by_their_numbers()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using RawHub hub = await ConnectAsync(host, "IEchoHub");

        await hub.SendAsync(Pack.Hex(new object[] { 1, Pack.Id("Names"), new object[] { 1, "a", 2 } }));
        await hub.SendAsync(Pack.Hex(new object[] { 2, Pack.Id("Names"), new object[] { 2, "b", 2 } }));

        string[] messages = await ReadAsync(hub, 8);
        foreach ((int number, string prefix) in new[] { (1, "a"), (2, "b") })
        {
            string[] items = [.. Enumerable.Range(0, 2).Select(i => Pack.Hex(new object[] { Pack.Id("OnNames"), new object[] { number, prefix + i } }))];
            Assert.Equal(items, messages.Where(items.Contains));
            Assert.Contains(Pack.Hex(new object[] { Pack.Id("OnStreamEnded"), new object[] { number, 0, string.Empty } }), messages);
        }
    }

    [Fact]
    public async Task A_stream_can_be_stopped_and_its_number_used_again()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        Arithmetic.Reset();
        using RawHub hub = await ConnectAsync(host, "IArithmeticHub");
        await hub.SendAsync(Pack.Hex(new object[] { 1, Pack.Id("Endless"), 5 }));
        await hub.SendAsync(Pack.Hex(new object[] { 2, Pack.Id("Count"), new object[] { 5, 1, 1 } }));
        string taken = await FindAsync(hub, "9402");
        Assert.StartsWith(Pack.Hex(new object[] { 2, (int)StatusCode.AlreadyExists })[2..], taken[2..], StringComparison.Ordinal);

        await hub.SendAsync(Pack.Hex(new object[] { 3, Pack.Id("StopStream"), 5 }));

        string ended = Pack.Hex(new object[] { Pack.Id("OnStreamEnded"), new object[] { 5, (int)StatusCode.Cancelled, "The stream was stopped." } });
        Assert.Equal(ended, await FindAsync(hub, ended));
        Assert.Equal(Pack.Hex(new object?[] { 3, Pack.Id("StopStream"), null }), await hub.NextAsync());
        await Arithmetic.StreamEnded.Task.Within();
        await hub.SendAsync(Pack.Hex(new object[] { 4, Pack.Id("Count"), new object[] { 5, 1, 1 } }));
        Assert.Equal(3, (await ReadAsync(hub, 3)).Length);
    }

    [Fact]
    public async Task The_end_of_a_connection_ends_its_streams()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        Arithmetic.Reset();
        using (RawHub hub = await ConnectAsync(host, "IArithmeticHub"))
        {
            await hub.SendAsync(Pack.Hex(new object[] { 1, Pack.Id("Endless"), 5 }));
            await hub.NextAsync();
        }

        await Arithmetic.StreamEnded.Task.Within();
    }

    [Fact]
    public async Task The_streams_of_a_connection_are_limited()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(static options => options.MaxStreamsPerConnection = 1);
        using RawHub hub = await ConnectAsync(host, "IArithmeticHub");
        await hub.SendAsync(Pack.Hex(new object[] { 1, Pack.Id("Endless"), 1 }));
        await hub.SendAsync(Pack.Hex(new object[] { 2, Pack.Id("Endless"), 2 }));

        Assert.StartsWith("940208", await FindAsync(hub, "9402"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_of_an_actor_that_is_not_there_is_refused()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using RawHub hub = await ConnectAsync(host, "ICounterHub");

        await hub.SendAsync(Pack.Hex(new object[] { 1, Pack.Id("Ticks"), new object[] { 1, "nobody", 3 } }));

        Assert.StartsWith("940105", await hub.NextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Greet", "92A3626F")]
    [InlineData("Greet", "C1")]
    [InlineData("Ping", "A3626F62")]
    [InlineData("Names", "C0")]
    public async Task Arguments_that_cannot_be_read_are_invalid_and_the_connection_goes_on(string method, string arguments)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using RawHub hub = await ConnectAsync(host, "IEchoHub");

        await hub.SendAsync("9301" + Pack.Hex(Pack.Id(method)) + arguments);

        Assert.StartsWith("940103", await hub.NextAsync(), StringComparison.Ordinal);
        await Exchange(hub, "9302CE7FB7F0A901", "9302CE7FB7F0A902");
    }

    [Theory]
    [InlineData("9601")]
    [InlineData("C1")]
    [InlineData("")]
    [InlineData("93")]
    public async Task A_message_that_is_none_ends_its_connection_and_no_other(string message)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using RawHub hub = await ConnectAsync(host, "IEchoHub");
        using RawHub other = await ConnectAsync(host, "IEchoHub");

        await hub.SendAsync(message);

        RpcException error = await Assert.ThrowsAsync<RpcException>(hub.NextAsync);
        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        await Exchange(other, "9302CE7FB7F0A901", "9302CE7FB7F0A902");
    }

    private static async Task<RawHub> ConnectAsync(GatewayHost host, string name)
    {
        RawHub hub = await new RawClient(host.Channel).ConnectAsync(name);
        Assert.Equal(Marker, await hub.NextAsync());
        return hub;
    }

    private static async Task Exchange(RawHub hub, string request, string response)
    {
        await hub.SendAsync(request);
        Assert.Equal(response, await hub.NextAsync());
    }

    private static async Task<string[]> ReadAsync(RawHub hub, int count)
    {
        var messages = new List<string>();
        while (messages.Count < count)
        {
            messages.Add(await hub.NextAsync());
        }

        return [.. messages];
    }

    /// <summary>The first message that begins so.</summary>
    private static async Task<string> FindAsync(RawHub hub, string prefix)
    {
        while (true)
        {
            string message = await hub.NextAsync();
            Assert.NotEqual("end", message);
            if (message.StartsWith(prefix, StringComparison.Ordinal))
            {
                return message;
            }
        }
    }
}
