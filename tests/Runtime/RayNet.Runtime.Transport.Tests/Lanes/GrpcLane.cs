using System.Net;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Server;

namespace RayNet.Runtime.Transport.Tests.Lanes;

internal sealed class GrpcLane : Lane, ILinkAcceptor
{
    private WebApplication? _server;
    private GrpcChannel? _channel;

    /// <summary>What the server does with a stream instead of greeting.</summary>
    internal Func<IByteChannel, LinkRequest, CancellationToken, Task>? OnStream { get; set; }

    /// <summary>Whether the server has no route for links.</summary>
    internal bool HasNoLinks { get; init; }

    internal GrpcChannel Channel => _channel!;

    internal LinkRequest Request { get; init; } = new(0x5E7E, "test");

    internal override async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Limits.UseLinks();
        });
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        _server = builder.Build();
        if (!HasNoLinks)
        {
            _server.MapLinks(this);
        }

        await _server.StartAsync();
        string address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var handler = new SocketsHttpHandler();
        LinkHttp.Configure(handler);
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    /// <summary>As a signal to the process does.</summary>
    internal void StopSoon() => _server!.Lifetime.StopApplication();

    internal override Task<IByteChannel> OpenAsync() => Task.FromResult<IByteChannel>(Open(Request));

    internal GrpcByteChannel Open(LinkRequest request) => GrpcByteChannel.Open(_channel!.CreateCallInvoker(), request, headers: null, TimeProvider.System);

    public Task AcceptAsync(IByteChannel channel, LinkRequest request, CancellationToken cancellationToken) =>
        OnStream is { } onStream ? onStream(channel, request, cancellationToken) : GreetAsync(channel, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        _channel!.Dispose();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server!.StopAsync(now.Token);
        await _server.DisposeAsync();
    }
}
