using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RayNet.Gateways.Tests.Harness;

/// <summary>An application with a cluster, embedded where nothing else is said, and a gateway on a free port of the loopback, and connections to it.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    internal const string Token = "a-token-of-the-gateway";

    private readonly WebApplication _application;

    private GatewayHost(WebApplication application)
    {
        _application = application;
        Address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null });
        Connection = Connect(Token);
    }

    internal string Address { get; }

    /// <summary>For clients that know gRPC and nothing of RayNet.</summary>
    internal GrpcChannel Channel { get; }

    /// <summary>For generated clients.</summary>
    internal GatewayConnection Connection { get; }

    internal IRayClient Ray => _application.Services.GetRequiredService<IRayClient>();

    internal static async Task<GatewayHost> StartAsync(Action<GatewayOptions>? configure = null, Action<RayOptions>? cluster = null, Action<GatewayListenOptions>? listen = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ListenRayNetGateway(options =>
        {
            options.Port = 0;
            listen?.Invoke(options);
        });
        builder.Services.AddRayNet(options => cluster?.Invoke(options));
        builder.Services.AddRayNetGateway(options =>
        {
            options.Token = Token;
            configure?.Invoke(options);
        });
        WebApplication application = builder.Build();
        application.MapRayNetGateway();
        await application.StartAsync();
        return new GatewayHost(application);
    }

    internal GatewayConnection Connect(string? token) => RayNetGateway.Connect(Address, new GatewayConnectionOptions { Token = token });

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        Channel.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
