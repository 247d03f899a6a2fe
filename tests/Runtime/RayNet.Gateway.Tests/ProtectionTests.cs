using Grpc.Core;
using RayNet.Gateways.Tests.Harness;
using RayNet.Gateways.Tests.Remote;

namespace RayNet.Gateways.Tests;

/// <summary>Who may call, and how much.</summary>
public sealed class ProtectionTests
{
    [Theory]
    [InlineData(null, "none was sent")]
    [InlineData("", "not the one")]
    [InlineData("a-token-of-the-gatewaz", "not the one")]
    [InlineData("a-token-of-the-gateway-", "not the one")]
    public async Task A_call_without_the_token_is_unauthenticated(string? token, string text)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        var stranger = new RawClient(host.Channel, token);

        RpcException error = await stranger.FailAsync("IEchoService", "Ping", "01");
        RpcException hub = await Assert.ThrowsAsync<RpcException>(async () => await (await stranger.ConnectAsync("IEchoHub")).NextAsync());

        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
        Assert.Contains(text, error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(StatusCode.Unauthenticated, hub.StatusCode);
        Assert.Equal("02", await new RawClient(host.Channel).CallAsync("IEchoService", "Ping", "01"));
    }

    [Fact]
    public async Task A_generated_client_without_the_token_hears_it_as_an_error_of_RayNet()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        await using GatewayConnection stranger = host.Connect("another-token-of-no-use");

        RayException error = await Assert.ThrowsAsync<RayException>(() => new ArithmeticClient(stranger).Ping(1).Within());

        Assert.Equal(RayErrorCode.Unauthorized, error.Code);
    }

    [Fact]
    public async Task A_request_over_the_limit_is_refused_and_the_next_call_is_served()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(static options => options.MaxReceiveBytes = 1000);
        var client = new ArithmeticClient(host.Connection);

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => client.Echo(new byte[1001]).Within());

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal(900, await client.Echo(new byte[900]).Within());
    }

    [Fact]
    public async Task A_hub_message_over_the_limit_ends_its_connection_only()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(static options => options.MaxReceiveBytes = 1000);
        using RawHub hub = await new RawClient(host.Channel).ConnectAsync("IEchoHub");
        await hub.NextAsync();

        await hub.SendAsync(Pack.Hex(new object[] { 1, Pack.Id("Greet"), new object[] { new string('x', 1000), 1 } }));

        RpcException error = await Assert.ThrowsAsync<RpcException>(hub.NextAsync);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal("02", await new RawClient(host.Channel).CallAsync("IEchoService", "Ping", "01"));
    }

    [Fact]
    public async Task Calls_at_once_are_limited()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(static options => options.MaxConcurrentCalls = 1);
        var client = new RawClient(host.Channel);
        RawHub hub = await client.ConnectAsync("IEchoHub");

        RpcException error = await client.FailAsync("IEchoService", "Ping", "01");

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        hub.Dispose();
        await UntilServedAsync(client);
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_cancelled()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(static options => options.CallTimeout = TimeSpan.FromMilliseconds(500));
        Arithmetic.Reset();

        RpcException error = await new RawClient(host.Channel).FailAsync("IArithmeticService", "Wait", "C0");

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        await Arithmetic.CallCanceled.Task.Within();
    }

    [Fact]
    public async Task The_deadline_of_a_caller_cancels_the_call_on_the_cluster()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        Arithmetic.Reset();

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => new RawClient(host.Channel).CallAsync("IArithmeticService", "Wait", "C0", TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(500)));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        await Arithmetic.CallCanceled.Task.Within();
    }

    [Fact]
    public async Task A_gateway_without_a_token_has_to_say_so()
    {
        InvalidOptionException error = await Assert.ThrowsAsync<InvalidOptionException>(() => GatewayHost.StartAsync(static options => options.Token = null));
        Assert.Contains("AllowAnonymous", error.Message, StringComparison.Ordinal);

        await using GatewayHost host = await GatewayHost.StartAsync(static options => (options.Token, options.AllowAnonymous) = (null, true));
        Assert.Equal("02", await new RawClient(host.Channel, token: null).CallAsync("IEchoService", "Ping", "01"));
    }

    [Theory]
    [InlineData(nameof(GatewayOptions.Token))]
    [InlineData(nameof(GatewayOptions.AllowAnonymous))]
    [InlineData(nameof(GatewayOptions.MaxReceiveBytes))]
    [InlineData(nameof(GatewayOptions.MaxSendBytes))]
    [InlineData(nameof(GatewayOptions.MaxConcurrentCalls))]
    [InlineData(nameof(GatewayOptions.MaxStreamsPerConnection))]
    [InlineData(nameof(GatewayOptions.MaxCreatedActors))]
    [InlineData(nameof(GatewayOptions.CallTimeout))]
    public async Task An_option_that_is_not_allowed_is_named(string name)
    {
        InvalidOptionException error = await Assert.ThrowsAsync<InvalidOptionException>(() => GatewayHost.StartAsync(options =>
        {
            switch (name)
            {
                case nameof(GatewayOptions.Token): options.Token = "short"; break;
                case nameof(GatewayOptions.AllowAnonymous): options.AllowAnonymous = true; break;
                case nameof(GatewayOptions.MaxReceiveBytes): options.MaxReceiveBytes = 0; break;
                case nameof(GatewayOptions.MaxSendBytes): options.MaxSendBytes = -1; break;
                case nameof(GatewayOptions.MaxConcurrentCalls): options.MaxConcurrentCalls = 0; break;
                case nameof(GatewayOptions.MaxStreamsPerConnection): options.MaxStreamsPerConnection = 0; break;
                case nameof(GatewayOptions.MaxCreatedActors): options.MaxCreatedActors = 0; break;
                default: options.CallTimeout = TimeSpan.Zero; break;
            }
        }));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:5000")]
    [InlineData("raynet://host:1")]
    [InlineData("http://example.com:5000")]
    public void An_address_that_is_none_or_would_send_the_token_in_plaintext_is_refused(string address) =>
        Assert.Throws<InvalidOptionException>(() => RayNetGateway.Connect(address));

    /// <summary>The server notices the end of a connection a moment later.</summary>
    private static async Task UntilServedAsync(RawClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                Assert.Equal("02", await client.CallAsync("IEchoService", "Ping", "01"));
                return;
            }
            catch (RpcException error) when (error.StatusCode == StatusCode.ResourceExhausted && !limit.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }
}
