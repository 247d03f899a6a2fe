using Grpc.Core;
using RayNet.Gateways.Tests.Harness;
using RayNet.Gateways.Tests.Remote;
using RayNet.Runtime.Rpc.Tests.Echo;

namespace RayNet.Gateways.Tests;

/// <summary>Single calls byte by byte, as MagicOnion 7 sends them.</summary>
public sealed class UnaryWireTests
{
    public static TheoryData<string, string, string, string> Answered => EchoVectors.Answered;

    public static TheoryData<string, string, string, string> Unserved => EchoVectors.Unserved;

    [Theory]
    [MemberData(nameof(Answered))]
    public async Task Exposed_tasks_answer_as_recorded_from_MagicOnion(string service, string method, string request, string response)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        Assert.Equal(response, await new RawClient(host.Channel).CallAsync(service, method, request));
    }

    [Theory]
    [MemberData(nameof(Unserved))]
    public async Task What_nobody_serves_is_unimplemented(string service, string method, string request, string detail)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        RpcException error = await new RawClient(host.Channel).FailAsync(service, method, request);

        Assert.Equal((StatusCode.Unimplemented, detail), (error.StatusCode, error.Status.Detail));
    }

    [Theory]
    [InlineData("NoArg", "")]
    [InlineData("NoArg", "90")]
    [InlineData("Greet", "8200A3626F620107")]
    [InlineData("Ping", "C1")]
    [InlineData("Ping", "A3626F62")]
    [InlineData("Greet", "92A3626F")]
    [InlineData("Greet", "92DB7FFFFFFF62")]
    [InlineData("Greet", "DD7FFFFFFF")]
    public async Task What_cannot_be_read_is_an_invalid_argument_and_the_next_call_is_served(string method, string request)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        var client = new RawClient(host.Channel);

        RpcException error = await client.FailAsync("IEchoService", method, request);

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains($"IEchoService/{method}", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("02", await client.CallAsync("IEchoService", "Ping", "01"));
    }

    [Fact]
    public async Task An_exception_of_remote_code_is_unknown_and_says_nothing()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        RpcException error = await new RawClient(host.Channel).FailAsync("IEchoService", "Throw", "01");

        Assert.Equal((StatusCode.Unknown, "Exception was thrown by handler."), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task An_exception_of_remote_code_can_be_told_and_mapped()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(static options =>
        {
            options.DetailedErrors = true;
            options.MapError = static exception => exception.Message == "mapped" ? new Status(StatusCode.Aborted, "as mapped") : null;
        });
        var client = new RawClient(host.Channel);

        RpcException told = await client.FailAsync("IArithmeticService", "Fail", Pack.Hex("told"));
        RpcException mapped = await client.FailAsync("IArithmeticService", "Fail", Pack.Hex("mapped"));

        Assert.Equal((StatusCode.Unknown, "System.InvalidOperationException: told"), (told.StatusCode, told.Status.Detail));
        Assert.Equal((StatusCode.Aborted, "as mapped"), (mapped.StatusCode, mapped.Status.Detail));
    }

    [Fact]
    public async Task An_actor_is_the_first_argument()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using IDisposable scope = host.Ray.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(10, new ActorOptions { Name = "main" });
        var client = new RawClient(host.Channel);

        Assert.Equal(Pack.Hex(15), await client.CallAsync("ICounterService", "Increment", Pack.Hex(new object[] { "main", 5 })));
        Assert.Equal(Pack.Hex(16), await client.CallAsync("ICounterService", "Increment", Pack.Hex(new object[] { "main" })));
        Assert.Equal(Pack.Hex(16), await client.CallAsync("ICounterService", "Value", Pack.Hex("main")));
        Assert.Equal("C0", await client.CallAsync("ICounterService", "Reset", Pack.Hex("main")));
        Assert.Equal(0, await counter.Value());
    }

    [Theory]
    [InlineData("nobody", StatusCode.NotFound)]
    [InlineData("", StatusCode.InvalidArgument)]
    [InlineData(null, StatusCode.InvalidArgument)]
    public async Task An_actor_that_cannot_be_found_has_a_status(string? name, StatusCode status)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        RpcException error = await new RawClient(host.Channel).FailAsync("ICounterService", "Value", Pack.Hex(name));

        Assert.Equal(status, error.StatusCode);
    }

    [Fact]
    public async Task An_actor_of_another_class_is_not_found()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        var client = new RawClient(host.Channel);
        await client.CallAsync("IChatService", "Say", Pack.Hex(new object[] { "lobby", "hello" }));

        RpcException error = await client.FailAsync("ICounterService", "Value", Pack.Hex("lobby"));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task A_record_travels_as_MagicOnions_clients_write_it()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        // An array by key; a time is MessagePack's timestamp of 32 bits.
        string response = await new RawClient(host.Channel).CallAsync("IArithmeticService", "Doubled", "93A370656E03D6FF65920080");

        Assert.Equal("93A370656E06D6FF65920080", response);
    }

    [Theory]
    [InlineData("Hidden")]
    [InlineData("Internal")]
    [InlineData("PingRemote")]
    [InlineData("GetHashCode")]
    public async Task Only_public_methods_that_are_not_left_out_are_served(string method)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        RpcException error = await new RawClient(host.Channel).FailAsync("IArithmeticService", method, "C0");

        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }
}
