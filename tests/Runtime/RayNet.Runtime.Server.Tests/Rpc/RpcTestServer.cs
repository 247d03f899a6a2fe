using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Echo;

namespace RayNet.Runtime.Server.Tests.Rpc;

/// <summary>The probes and the echoes on a Kestrel of their own, plain HTTP/2 on a free port of the loopback, and a channel to it.</summary>
internal sealed class RpcTestServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private RpcTestServer(WebApplication application)
    {
        _application = application;
        Address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions { MaxReceiveMessageSize = null });
    }

    internal string Address { get; }

    internal GrpcChannel Channel { get; }

    internal ProbeService Probe { get; private init; } = null!;

    internal TaskCompletionSource<HubCaller<IEchoReceiver>> Connected { get; private init; } = null!;

    internal static async Task<RpcTestServer> StartAsync(Action<Server.Rpc.RpcServerOptions>? configure = null, HubOptions? hubs = null, string? token = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2));
        Server.Rpc.RpcServerExtensions.AddRpc(builder.Services, configure);
        WebApplication application = builder.Build();
        if (token is not null)
        {
            application.Use(async (context, next) =>
            {
                if (context.Request.Headers.Authorization == "Bearer " + token)
                {
                    await next(context);
                    return;
                }

                context.Response.StatusCode = 401;
            });
        }

        var probe = new ProbeService();
        var connected = new TaskCompletionSource<HubCaller<IEchoReceiver>>(TaskCreationOptions.RunContinuationsAsynchronously);
        HubGroup<IEchoReceiver> group = HubGroup<IEchoReceiver>.Of(EchoHubMethods.Contract);
        RpcDispatcher dispatcher = new RpcDispatcher().Add(new EchoService()).Add(probe).AddEchoHub(
            caller =>
            {
                connected.TrySetResult(caller);
                return new EchoHub(caller, group);
            },
            hubs);
        Server.Rpc.RpcServerExtensions.MapRpc(application, dispatcher);
        await application.StartAsync();
        return new RpcTestServer(application) { Probe = probe, Connected = connected };
    }

    internal Task StopAsync() => _application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _application.DisposeAsync();
    }
}
