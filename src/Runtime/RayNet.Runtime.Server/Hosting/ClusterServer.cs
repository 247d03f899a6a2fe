using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Server.Rpc;
using RayNet.Runtime.Server.Security;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Hosting;

/// <summary>One port that serves everything which a process of a cluster offers to other machines: HTTP/2, with or without TLS.</summary>
internal sealed class ClusterServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ClusterServer(WebApplication app, int port)
    {
        _app = app;
        Port = port;
    }

    /// <summary>The port that it listens on.</summary>
    internal int Port { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="options">Where, and how protected.</param>
    /// <param name="dispatcher">What it serves.</param>
    /// <param name="links">Takes links from other machines; <see langword="null"/> for a head without a node.</param>
    /// <param name="logging">Where it logs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOptionException">The port is in use, or the address is not one of this machine.</exception>
    internal static async Task<ClusterServer> StartAsync(ServerOptions options, RpcDispatcher dispatcher, ILinkAcceptor? links, ILoggerFactory logging, CancellationToken cancellationToken = default)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Services.Replace(ServiceDescriptor.Singleton(logging));
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoLifetime>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopTimeout);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        AddServices(builder.Services, options);
        if (links is not null)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IConnectionListenerFactory>(new PortListenerFactory(links, options.Security.Certificate is null ? null : ServerTls.CreateOptions(options.Security), options, logging)));
        }

        WebApplication app = builder.Build();
        var gate = new RequestGate(options.Security, options.Refusal, logging.CreateLogger("RayNet.Server"));
        app.Use(next => context => gate.InvokeAsync(context, next));
        if (options.Security.Authority is { } authority)
        {
            string pem = authority.ExportCertificatePem();
            app.MapGet(RayNetProtocol.AuthorityPath, (RequestDelegate)(context => context.Response.WriteAsync(pem)));
        }

        app.MapRpc(dispatcher);
        if (links is not null)
        {
            app.MapLinks(links);
        }

        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw CannotListen(options, exception);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new ClusterServer(app, new Uri(app.Urls.First()).Port);
    }

    /// <summary>Takes no more calls, and gives those that run a moment to end.</summary>
    internal Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void AddServices(IServiceCollection services, ServerOptions options) => services.AddRpc(rpc =>
    {
        rpc.MaxReceiveBytes = options.MaxReceiveBytes;
        rpc.MaxSendBytes = options.MaxSendBytes;
    });

    private static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxRequestBodySize = null;
        limits.KeepAliveTimeout = options.IdleTimeout;
        limits.RequestHeadersTimeout = options.HandshakeTimeout;
        limits.UseLinks();
        limits.Http2.MaxStreamsPerConnection = options.MaxCallsPerConnection;
        limits.Http2.KeepAlivePingDelay = options.PingDelay;
        limits.Http2.KeepAlivePingTimeout = options.PingTimeout;
        kestrel.Listen(options.Address, options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (options.Security.Certificate is not null)
            {
                listen.UseHttps(ServerTls.Create(options.Security, options.HandshakeTimeout, SslApplicationProtocol.Http2));
            }
        });
    }

    private static InvalidOptionException CannotListen(ServerOptions options, Exception exception)
    {
        string where = $"{options.Address} port {options.Port}";
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }:
                    return new InvalidOptionException($"Cannot listen on {where}: the port is in use. Choose another one with --port, or stop what uses it ('raynet stop' for a cluster of yours).", exception);
                case SocketException { SocketErrorCode: SocketError.AddressNotAvailable }:
                    return new InvalidOptionException($"Cannot listen on {where}: this machine has no such address. Choose one of its own with --host.", exception);
                case SocketException { SocketErrorCode: SocketError.AccessDenied }:
                    return new InvalidOptionException($"Cannot listen on {where}: this user may not. Choose a port above 1023 with --port.", exception);
            }
        }

        return new InvalidOptionException($"Cannot listen on {where}: {exception.Message}", exception);
    }
}
